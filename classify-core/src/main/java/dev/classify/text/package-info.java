/// Text as the knowledge packages read it: folded tokens, phrase lists, tables of terms.
@NullMarked
package dev.classify.text;

import org.jspecify.annotations.NullMarked;
