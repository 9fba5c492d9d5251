/// The budget of LLM requests and tokens per minute: when the next request may be sent.
@NullMarked
package dev.classify.budget;

import org.jspecify.annotations.NullMarked;
