package dev.classify.service.llm;

import dev.classify.budget.Limits;
import dev.classify.indicator.ContentHash;
import dev.classify.outcome.Provider;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Which model is asked and how, from the environment of a worker.
///
/// @param provider `LLM_PROVIDER`; a cascade where there is a key, else the rules
/// @param apiKey `OPENAI_API_KEY`; a placeholder where a server of one's own asks for none
/// @param baseUrl `OPENAI_BASE_URL`: any server that speaks OpenAI's API
/// @param model `OPENAI_MODEL`
/// @param reviewModel `OPENAI_REVIEW_MODEL`: asked where the first is unsure; null for none
/// @param reasoningEffort `OPENAI_REASONING_EFFORT`, for models that reason; null for their default
/// @param logprobs `OPENAI_LOGPROBS`
/// @param serviceTier `OPENAI_SERVICE_TIER`
/// @param timeout `LLM_TIMEOUT`, for a whole request
/// @param concurrencyMax `LLM_CONCURRENCY`: requests to a model under way at this worker, at most
/// @param examplesMax `LLM_EXAMPLES`: answers of people shown with a question, at most
/// @param limits `LLM_RPM` and `LLM_TPM`: what the account may use per minute
public record LlmSettings(
    Provider provider,
    String apiKey,
    URI baseUrl,
    String model,
    @Nullable String reviewModel,
    @Nullable String reasoningEffort,
    LogprobsSetting logprobs,
    ServiceTier serviceTier,
    Duration timeout,
    int concurrencyMax,
    int examplesMax,
    Limits limits) {

  static final URI OPENAI = URI.create("https://api.openai.com/v1");

  /// For servers that ask for no key: the client insists on one.
  static final String NO_KEY = "no-key";

  /// It does not reason, so that what a request takes can be told before.
  private static final String MODEL = "gpt-4.1-mini";

  private static final Duration TIMEOUT = Duration.ofMinutes(2);

  /// At a second for an answer, one worker's part of more than ten thousand requests a minute.
  private static final int CONCURRENCY_MAX = 256;

  /// More would make a question long for little.
  private static final int EXAMPLES_MAX = 20;

  /// What OpenAI asks for in flex, where requests wait for free machines.
  private static final Duration FLEX_TIMEOUT = Duration.ofMinutes(15);

  /// Reads the environment; a fault is added for everything that cannot be used.
  public static LlmSettings from(Map<String, String> environment, List<String> faults) {
    LlmTexts texts = new LlmTexts(environment, faults);
    String key = texts.secret("OPENAI_API_KEY");
    String address = texts.text("OPENAI_BASE_URL");
    String model = texts.text("OPENAI_MODEL");
    Provider provider =
        texts.term("LLM_PROVIDER", Provider.class, key == null ? Provider.RULES : Provider.CASCADE);
    ServiceTier tier = texts.term("OPENAI_SERVICE_TIER", ServiceTier.class, ServiceTier.AUTO);
    if (provider != Provider.RULES && key == null && address == null) {
      faults.add(
          "LLM_PROVIDER is %s, but OPENAI_API_KEY is not set; set it, or OPENAI_BASE_URL for a server that asks for no key, or LLM_PROVIDER=rules"
              .formatted(provider.token()));
    }
    if (provider != Provider.RULES && model == null && address != null) {
      faults.add("OPENAI_MODEL is not set; name a model that the server at OPENAI_BASE_URL has");
    }
    return new LlmSettings(
        provider,
        key == null ? NO_KEY : key,
        texts.address("OPENAI_BASE_URL", OPENAI),
        model == null ? MODEL : model,
        texts.text("OPENAI_REVIEW_MODEL"),
        texts.text("OPENAI_REASONING_EFFORT"),
        texts.term("OPENAI_LOGPROBS", LogprobsSetting.class, LogprobsSetting.AUTO),
        tier,
        texts.time("LLM_TIMEOUT", tier == ServiceTier.FLEX ? FLEX_TIMEOUT : TIMEOUT),
        Objects.requireNonNullElse(texts.requests("LLM_CONCURRENCY"), CONCURRENCY_MAX),
        texts.count("LLM_EXAMPLES", EXAMPLES_MAX),
        new Limits(texts.requests("LLM_RPM"), texts.tokens("LLM_TPM")));
  }

  /// Reads the environment.
  ///
  /// @throws IllegalArgumentException naming every fault at once
  public static LlmSettings from(Map<String, String> environment) {
    List<String> faults = new ArrayList<>();
    LlmSettings settings = from(environment, faults);
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", faults));
    }
    return settings;
  }

  /// How many requests are under way at a time.
  public ConcurrencySettings concurrency() {
    return new ConcurrencySettings(concurrencyMax, timeout);
  }

  /// Whose budget a request takes from: a hash that gives away nothing of the key.
  public String account() {
    byte[] hash =
        ContentHash.sha256().digest((baseUrl + "\n" + apiKey).getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(hash, 0, 8);
  }

  /// What may answer, as it stands in the version of an answer; empty for the rules.
  public List<String> models() {
    List<String> models = new ArrayList<>();
    if (provider != Provider.RULES) {
      models.add(asked(model));
      if (reviewModel != null) {
        models.add(asked(reviewModel));
      }
    }
    return models;
  }

  /// How much a model reasons changes what it answers.
  private String asked(String name) {
    return reasoningEffort == null ? name : name + " " + reasoningEffort;
  }

  @Override
  public String toString() {
    return "LlmSettings[provider=%s, baseUrl=%s, model=%s, reviewModel=%s, reasoningEffort=%s, logprobs=%s, serviceTier=%s, timeout=%s, concurrencyMax=%s, examplesMax=%s, limits=%s]"
        .formatted(
            provider.token(),
            baseUrl,
            model,
            reviewModel,
            reasoningEffort,
            logprobs.token(),
            serviceTier.token(),
            timeout,
            concurrencyMax,
            examplesMax,
            limits);
  }
}
