/// What travels between the worker and a language model: the indicators asked about, the answers,
/// and the JSON Schema of the answers. Nothing here asks anyone.
@NullMarked
package dev.classify.llm;

import org.jspecify.annotations.NullMarked;
