/// The budget of LLM requests, held in Restate for all workers.
@NullMarked
package dev.classify.service.budget;

import org.jspecify.annotations.NullMarked;
