package dev.classify.service.llm;

import com.openai.client.OpenAIClient;
import com.openai.core.http.HttpResponse;
import com.openai.errors.OpenAIException;
import com.openai.models.ReasoningEffort;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionCreateParams.ServiceTier;
import dev.classify.llm.Instructions;
import dev.classify.llm.ReasoningModels;
import dev.classify.llm.TokenEstimate;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

/// A model behind chat completions.
final class OpenAiModel implements LanguageModel {

  private final String name;
  private final LlmSettings settings;
  private final OpenAIClient client;

  /// What the server was found to understand.
  private final AtomicReference<AnswerFormat> format =
      new AtomicReference<>(AnswerFormat.STRICT_SCHEMA);

  OpenAiModel(String name, LlmSettings settings, OpenAIClient client) {
    this.name = name;
    this.settings = settings;
    this.client = client;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String tier() {
    return settings.serviceTier().token();
  }

  @Override
  public Duration patience() {
    return settings.timeout();
  }

  @Override
  public TokenEstimate estimate(LlmRequest request) {
    return TokenEstimate.of(request.question(), reasons());
  }

  @Override
  public LlmOutcome ask(LlmRequest request) {
    AnswerFormat used = format.get();
    ErrorReading errors = new ErrorReading(name, settings, used);
    try (HttpResponse response =
        client.chat().completions().withRawResponse().create(params(request, used))) {
      return new CompletionReading(request.question(), errors).read(response);
    } catch (OpenAIException error) {
      if (errors.lacksFormat(error)) {
        // The next request goes without it: this one is spent, and another needs its own grant.
        format.compareAndSet(used, used.simpler());
      }
      return errors.read(error);
    } catch (IOException fault) {
      return errors.read(fault);
    }
  }

  private ChatCompletionCreateParams params(LlmRequest request, AnswerFormat used) {
    ChatCompletionCreateParams.Builder params =
        ChatCompletionCreateParams.builder()
            .model(name)
            .addSystemMessage(Instructions.TEXT)
            .addUserMessage(request.question().write())
            .maxCompletionTokens(estimate(request).answerMax())
            .putAdditionalHeader("X-Client-Request-Id", request.requestId());
    used.put(params);
    if (settings.reasoningEffort() != null) {
      params.reasoningEffort(ReasoningEffort.of(settings.reasoningEffort()));
    }
    switch (settings.serviceTier()) {
      // What goes without saying, and servers that have no tiers would refuse.
      case AUTO -> {}
      case STANDARD -> params.serviceTier(ServiceTier.DEFAULT);
      case FLEX -> params.serviceTier(ServiceTier.FLEX);
      case PRIORITY -> params.serviceTier(ServiceTier.PRIORITY);
    }
    return params.build();
  }

  @Override
  public boolean reasons() {
    return settings.reasoningEffort() == null
        ? ReasoningModels.include(name)
        : !settings.reasoningEffort().equals("none");
  }
}
