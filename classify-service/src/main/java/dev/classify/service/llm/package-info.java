/// Sends requests to a language model through OpenAI's API, and reads its answers and errors.
///
/// [dev.classify.service.llm.OpenAiModel] sends, `CompletionReader` reads answers, `ErrorReader`
/// reads errors; both return an [dev.classify.service.llm.LlmOutcome].
@NullMarked
package dev.classify.service.llm;

import org.jspecify.annotations.NullMarked;
