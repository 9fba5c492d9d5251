package dev.classify.service.llm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.openai.client.OpenAIClient;
import com.openai.core.ObjectMappers;
import com.openai.core.RequestOptions;
import com.openai.core.http.HttpResponse;
import com.openai.errors.OpenAIException;
import com.openai.errors.UnauthorizedException;
import com.openai.models.ReasoningEffort;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import dev.classify.llm.Instructions;
import dev.classify.llm.TokenEstimate;
import dev.classify.model.KnownModel;
import dev.classify.model.ServiceTier;
import dev.classify.units.CurrencyCodes;
import java.time.Duration;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A model behind chat completions.
final class OpenAiModel implements LanguageModel, BatchedModel {

  private static final Logger LOG = LoggerFactory.getLogger(OpenAiModel.class);

  private final String name;
  private final LlmSettings settings;
  private final KnownModel known;

  /// The reasoning effort of its requests unless its server refuses efforts; null for none.
  private final @Nullable String effort;

  private final OpenAIClient client;

  /// Null where a key is sent.
  private final @Nullable AccessToken token;

  private final CurrencyCodes currencies;
  private final ReasoningRoom room;
  private final CacheKeys cacheKeys = new CacheKeys(System::nanoTime);

  /// The day of shutdown that the server has announced; null if it knows none or has not
  /// been asked.
  private final AtomicReference<@Nullable LocalDate> announced = new AtomicReference<>();

  /// Every capability, less those that the server has refused.
  private final AtomicReference<ServerCapabilities> abilities;

  /// Whether the server has ever answered, so that what it refuses is about one question and not
  /// about the form of all.
  private final AtomicBoolean answered = new AtomicBoolean();

  OpenAiModel(
      String name,
      @Nullable String effort,
      LlmSettings settings,
      OpenAIClient client,
      @Nullable AccessToken token,
      CurrencyCodes currencies) {
    this.name = name;
    this.settings = settings;
    this.known = settings.known(name);
    this.room = new ReasoningRoom(name);
    this.effort = effort;
    this.client = client;
    this.token = token;
    this.currencies = currencies;
    abilities = new AtomicReference<>(ServerCapabilities.allBut(unused()));
  }

  /// What requests do without from the first one on.
  private Set<Feature> unused() {
    boolean reasons = known.reasons(effort);
    boolean logprobs =
        switch (settings.logprobs()) {
          case AUTO -> known.logprobs().holds(reasons);
          case ON -> true;
          case OFF -> false;
        };
    Set<Feature> unused = EnumSet.noneOf(Feature.class);
    if (!logprobs) {
      unused.add(Feature.LOGPROBS);
    }
    if (effort == null) {
      unused.add(Feature.EFFORT);
    }
    // Models that reason are made for the temperature that their providers set: without any chance
    // some repeat a thought for ever.
    if (reasons || !known.temperature().holds(false)) {
      unused.add(Feature.TEMPERATURE);
    }
    if (!settings.takesCacheKeys()) {
      unused.add(Feature.CACHE_KEY);
    }
    return unused;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Optional<LocalDate> shutdown() {
    LocalDate day = announced.get();
    return Optional.ofNullable(day == null ? known.shutdown() : day);
  }

  /// Asks the server when it switches the model off. Most servers but OpenAI's do not say.
  void lookUpShutdown() {
    try {
      announced.set(client.models().retrieve(name).shutdownDate().orElse(null));
    } catch (OpenAIException _) {
      // The table stands. Nothing is logged, because an error may repeat the key, and the first
      // request to the model meets the same server.
    }
  }

  @Override
  public ServiceTier tierByDefault() {
    return settings.serviceTier();
  }

  @Override
  public Duration requestTimeout(ServiceTier tier) {
    return settings.timeout(tier);
  }

  @Override
  public TokenEstimate estimate(LlmRequest request) {
    return TokenEstimate.of(request.examples(), request.question(), isReasoningModel())
        .withAnswerTokensMin(room.answerTokensMax(textMax(request), request.answerTokensMin()));
  }

  private static long textMax(LlmRequest request) {
    return TokenEstimate.textTokensMax(request.question().indicators().size());
  }

  @Override
  public LlmReply ask(LlmRequest request) {
    ServerCapabilities used = abilities.get();
    ErrorReader errors = new ErrorReader(name, settings, request.tier(), used, !answered.get());
    long answerTokensMax =
        request.answerTokensMax() > 0
            ? request.answerTokensMax()
            : estimate(request).answerTokensMax();
    @Nullable String sent = null;
    try {
      sent = token == null ? null : token.current();
      LlmReply reply = send(request, used, errors, answerTokensMax);
      if (reply.outcome().hasAnswer()) {
        answered.set(true);
      }
      learn(reply.outcome(), textMax(request), answerTokensMax);
      return reply;
    } catch (OpenAIException error) {
      if (isForOldToken(error, sent)) {
        return new LlmReply(
            new LlmOutcome.Unavailable(
                "the access token had expired; there is a new one", 0, false),
            errors.requestId(error).orElse(null));
      }
      // The next request does without the capability; this one is spent.
      errors.reducedCapabilities(error).ifPresent(left -> reduce(used, left));
      LlmOutcome outcome = errors.read(error);
      learn(outcome, textMax(request), answerTokensMax);
      return new LlmReply(outcome, errors.requestId(error).orElse(null));
    }
  }

  private void learn(LlmOutcome outcome, long textMax, long bound) {
    switch (outcome) {
      case LlmOutcome.Answered answer when answer.usage() != null ->
          room.answered(textMax, bound, answer.usage().completionTokens());
      case LlmOutcome.CutOff cutOff ->
          room.cutOff(textMax, cutOff.raisedAnswerTokensMax().orElse(bound));
      case LlmOutcome.TooLarge large when ErrorReader.isAnswerTooLong(large.message()) ->
          room.tooMuch(bound);
      default -> {}
    }
  }

  private void reduce(ServerCapabilities used, ServerCapabilities left) {
    ServerCapabilities before = abilities.getAndAccumulate(left, ServerCapabilities::common);
    ServerCapabilities after = before.common(left);
    if (!after.equals(before)) {
      LOG.warn(
          "model={} does without {} from now on: {} refuses it",
          name,
          used.firstMissingIn(left),
          settings.baseUrl());
    }
  }

  private LlmReply send(
      LlmRequest request, ServerCapabilities used, ErrorReader errors, long answerTokensMax) {
    try (HttpResponse response =
        client
            .chat()
            .completions()
            .withRawResponse()
            .create(params(request, used, answerTokensMax), options(request.tier()))) {
      return new CompletionReader(request.question(), errors, currencies, answerTokensMax, used)
          .read(response);
    }
  }

  /// Whether the server refused an access token that has been renewed.
  private boolean isForOldToken(OpenAIException error, @Nullable String sent) {
    return sent != null
        && error instanceof UnauthorizedException
        && Objects.requireNonNull(token).isRenewed(sent);
  }

  private RequestOptions options(ServiceTier tier) {
    return RequestOptions.builder()
        .timeout(OpenAiConnection.timeout(settings.timeout(tier)))
        .build();
  }

  @Override
  public String line(LlmRequest request) {
    long answerTokensMax = estimate(request).answerTokensMax();
    // A provider runs lines when it likes, so keys of the cache cannot be spread over minutes.
    ServerCapabilities used = abilities.get().without(Feature.CACHE_KEY);
    ObjectNode body =
        ObjectMappers.jsonMapper().valueToTree(params(request, used, answerTokensMax)._body());
    return JsonNodeFactory.instance
        .objectNode()
        .put("custom_id", request.requestId())
        .put("method", "POST")
        .put("url", "/v1/chat/completions")
        .set("body", body)
        .toString();
  }

  @Override
  public Optional<LlmReply> read(LlmRequest request, JsonNode answered) {
    ServerCapabilities used = abilities.get();
    ErrorReader errors =
        new ErrorReader(name, settings, ServiceTier.BATCH, used, !this.answered.get());
    CompletionReader completions =
        new CompletionReader(
            request.question(), errors, currencies, estimate(request).answerTokensMax(), used);
    Optional<LlmReply> reply = new BatchLineReader(completions, errors).read(answered);
    BatchLineReader.failure(answered)
        .flatMap(errors::reducedCapabilities)
        .ifPresent(left -> abilities.accumulateAndGet(left, ServerCapabilities::common));
    if (reply.isPresent() && reply.get().outcome().hasAnswer()) {
      this.answered.set(true);
    }
    return reply;
  }

  /// The constant instructions come first, then the examples, then the indicators, so that as long
  /// a prefix as possible is found in the provider's prompt cache.
  private ChatCompletionCreateParams params(
      LlmRequest request, ServerCapabilities used, long answerTokensMax) {
    ChatCompletionCreateParams.Builder params = ChatCompletionCreateParams.builder().model(name);
    StringBuilder data = new StringBuilder();
    if (used.has(Feature.SYSTEM_ROLE)) {
      params.addSystemMessage(Instructions.TEXT);
    } else {
      data.append(Instructions.TEXT).append("\n\n");
    }
    params
        .addUserMessage(data.append(request.message()).toString())
        .putAdditionalHeader("X-Client-Request-Id", request.requestId());
    used.responseFormat().put(params);
    putBound(params, answerTokensMax, used);
    if (used.has(Feature.LOGPROBS)) {
      params.logprobs(true);
    }
    if (effort != null && used.has(Feature.EFFORT)) {
      params.reasoningEffort(ReasoningEffort.of(effort));
    }
    if (used.has(Feature.TEMPERATURE) && !reasons(used)) {
      params.temperature(0);
    }
    if (used.has(Feature.CACHE_KEY)) {
      params.promptCacheKey(cacheKeys.of(request.requestId()));
    }
    put(params, request.tier());
    return params.build();
  }

  private static void put(ChatCompletionCreateParams.Builder params, ServiceTier tier) {
    switch (tier) {
      // The default, which servers without tiers would refuse.
      case AUTO -> {}
      // A tier of the API it is sent to, not of the request.
      case BATCH -> {}
      case STANDARD -> params.serviceTier(ChatCompletionCreateParams.ServiceTier.DEFAULT);
      case FLEX -> params.serviceTier(ChatCompletionCreateParams.ServiceTier.FLEX);
      // OpenAI takes both names, others only this one.
      case FAST -> params.serviceTier(ChatCompletionCreateParams.ServiceTier.PRIORITY);
    }
  }

  @SuppressWarnings("deprecation") // The only one that older servers know.
  private static void putBound(
      ChatCompletionCreateParams.Builder params, long answerMax, ServerCapabilities used) {
    if (used.has(Feature.MAX_COMPLETION_TOKENS)) {
      params.maxCompletionTokens(answerMax);
    } else {
      params.maxTokens(answerMax);
    }
  }

  @Override
  public boolean isReasoningModel() {
    return room.isNeeded() || reasons(abilities.get());
  }

  private boolean reasons(ServerCapabilities used) {
    return known.reasons(used.has(Feature.EFFORT) ? effort : null);
  }
}
