/// Text as the rules read it: folded tokens ([Tokenizer]), phrases ([PhraseIndex]) and the reader
/// of the rule tables ([TableSet], [CsvTable]).
@NullMarked
package dev.classify.text;

import org.jspecify.annotations.NullMarked;
