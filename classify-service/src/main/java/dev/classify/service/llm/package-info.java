/// Asking a language model: what is asked, what comes of it, and OpenAI's API as the way to it.
@NullMarked
package dev.classify.service.llm;

import org.jspecify.annotations.NullMarked;
