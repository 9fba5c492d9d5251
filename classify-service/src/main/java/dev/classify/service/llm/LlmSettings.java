package dev.classify.service.llm;

import dev.classify.budget.Limits;
import dev.classify.exit.CommandFailure;
import dev.classify.indicator.ContentHash;
import dev.classify.model.KnownModel;
import dev.classify.model.ModelTable;
import dev.classify.model.ServiceTier;
import dev.classify.outcome.Provider;
import dev.classify.settings.InvalidSettings;
import dev.classify.settings.PlainHttp;
import dev.classify.settings.SettingsReader;
import dev.classify.taxonomy.VocabularyTerm;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Which model is asked and how, from the environment of a worker.
///
/// @param provider `LLM_PROVIDER`; a cascade where there is a key, else the rules
/// @param apiKey `OPENAI_API_KEY`; a placeholder for a server that needs none
/// @param baseUrl `OPENAI_BASE_URL`: any server with OpenAI's API
/// @param model `OPENAI_MODEL`
/// @param reviewModel `OPENAI_REVIEW_MODEL`: asked where the first is unsure; null for none
/// @param efforts how much the models reason
/// @param logprobs `OPENAI_LOGPROBS`
/// @param serviceTier `OPENAI_SERVICE_TIER`, for jobs that name no tier
/// @param timeout `LLM_TIMEOUT`, for a whole request
/// @param flexTimeout the same for a request at flex
/// @param concurrencyMax `LLM_CONCURRENCY`: the most requests to a model in flight at this worker
/// @param examplesMax `LLM_EXAMPLES`: answers of people shown with a question, at most
/// @param exampleFile `LLM_EXAMPLES_FILE`: what examples are chosen from; null for what people have
///     reviewed
/// @param limits `LLM_RPM` and `LLM_TPM`: what the account may use per minute
/// @param serverErrorsBilled `LLM_SERVER_ERRORS_BILLED`: whether requests that end in a
///     server error count as paid
/// @param access how the server is reached, and with which identity
/// @param known what is known of models, from which the effort of requests follows
public record LlmSettings(
    Provider provider,
    String apiKey,
    URI baseUrl,
    String model,
    @Nullable String reviewModel,
    EffortSettings efforts,
    LogprobsSetting logprobs,
    ServiceTier serviceTier,
    Duration timeout,
    Duration flexTimeout,
    int concurrencyMax,
    int examplesMax,
    @Nullable String exampleFile,
    Limits limits,
    boolean serverErrorsBilled,
    AccessSettings access,
    ModelTable known) {

  static final URI OPENAI = URI.create("https://api.openai.com/v1");

  /// For servers that need no key: the client insists on one.
  static final String NO_KEY = "no-key";

  /// OpenAI's model for short tasks in large numbers.
  private static final String MODEL = "gpt-6-luna";

  /// A container on Fargate is killed two minutes after it was asked to stop. A request that had
  /// just begun is over and stored by then.
  private static final Duration TIMEOUT = Duration.ofSeconds(110);

  /// At a second for an answer, one worker's part of more than ten thousand requests a minute.
  private static final int CONCURRENCY_MAX = 256;

  /// More would make a prompt longer with little benefit.
  private static final int EXAMPLES_MAX = 20;

  /// Any other character would break the header that carries the key.
  static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]+");

  private static final int SERVER_ERROR = 500;
  private static final int TIMED_OUT = 408;

  private static final int NUMBER_MAX = 999_999_999;

  /// What OpenAI recommends for flex, where requests wait for free capacity. With the longest wait
  /// for a turn a step then takes 19 minutes, and Restate gives up on one after 30.
  private static final Duration FLEX_TIMEOUT = Duration.ofMinutes(15);

  /// Reads the settings; the reader notes a problem for everything that cannot be used.
  public static LlmSettings from(SettingsReader reader) {
    String key = reader.secret("OPENAI_API_KEY").orElse(null);
    if (key != null && !KEY.matcher(key).matches()) {
      reader.problem(
          "OPENAI_API_KEY", "holds spaces or characters that no key has", "copy the key again");
    }
    Optional<String> address = reader.text("OPENAI_BASE_URL");
    AccessSettings access = AccessSettings.from(reader, key != null, address);
    boolean mayAsk = key != null || access.token() != null;
    boolean ownServer = address.isPresent();
    Provider provider =
        reader.term("LLM_PROVIDER", Provider.class, mayAsk ? Provider.CASCADE : Provider.RULES);
    if (provider != Provider.RULES && !mayAsk && !ownServer) {
      reader.problem(
          "OPENAI_API_KEY",
          "is not set, but LLM_PROVIDER is " + provider.token(),
          "set it, or OPENAI_BASE_URL for a server that needs no key, or LLM_PROVIDER=rules");
    }
    if (provider != Provider.RULES && reader.text("OPENAI_MODEL").isEmpty() && ownServer) {
      reader.problem("OPENAI_MODEL", "is not set", "name a model of the server at OPENAI_BASE_URL");
    }
    URI baseUrl = reader.url("OPENAI_BASE_URL", OPENAI);
    if (provider != Provider.RULES) {
      PlainHttp.check(reader, "OPENAI_BASE_URL", baseUrl);
    }
    String model = reader.text("OPENAI_MODEL", MODEL);
    String reviewModel = reader.text("OPENAI_REVIEW_MODEL").orElse(null);
    EffortSettings efforts = EffortSettings.from(reader);
    LogprobsSetting logprobs =
        reader.term("OPENAI_LOGPROBS", LogprobsSetting.class, LogprobsSetting.AUTO);
    ServiceTier tier =
        reader.read(
            "OPENAI_SERVICE_TIER",
            ServiceTier.AUTO,
            LlmSettings::tier,
            "is not one of auto, standard, flex, fast, priority",
            "give one of them; a job is sent to the Batch API by --tier batch");
    Duration timeout = reader.positiveDuration("LLM_TIMEOUT", TIMEOUT);
    Duration flexTimeout = reader.text("LLM_TIMEOUT").isEmpty() ? FLEX_TIMEOUT : timeout;
    int concurrencyMax = reader.number("LLM_CONCURRENCY", 1, NUMBER_MAX, CONCURRENCY_MAX);
    int examplesMax = reader.number("LLM_EXAMPLES", 0, EXAMPLES_MAX, 0);
    OptionalLong requestsPerMinute = reader.number("LLM_RPM", 1L, NUMBER_MAX);
    OptionalLong tokensPerMinute = reader.number("LLM_TPM", 1L, NUMBER_MAX);
    return new LlmSettings(
        provider,
        key == null ? NO_KEY : key,
        baseUrl,
        model,
        reviewModel,
        efforts,
        logprobs,
        tier,
        timeout,
        flexTimeout,
        concurrencyMax,
        examplesMax,
        reader.text("LLM_EXAMPLES_FILE").orElse(null),
        new Limits(
            requestsPerMinute.isPresent() ? (int) requestsPerMinute.getAsLong() : null,
            tokensPerMinute.isPresent() ? tokensPerMinute.getAsLong() : null),
        reader.flag("LLM_SERVER_ERRORS_BILLED", false),
        access,
        ModelTable.standard());
  }

  /// Fast by both of its names.
  private static Optional<ServiceTier> tier(String text) {
    return text.equals(ServiceTier.AUTO.token())
        ? Optional.of(ServiceTier.AUTO)
        : VocabularyTerm.find(ServiceTier.class, ServiceTier.named(text))
            .filter(tier -> tier != ServiceTier.BATCH);
  }

  /// The same settings with more known of models.
  ///
  /// @throws CommandFailure if a model does not take the effort that was chosen for it
  public LlmSettings knowing(ModelTable models) {
    if (provider != Provider.RULES) {
      efforts.check(models, model, reviewModel);
    }
    return with(access, models);
  }

  /// What was chosen but is not sent, one sentence for each setting, for the log.
  public List<String> leftOut() {
    return provider == Provider.RULES ? List.of() : efforts.leftOut(known, model, reviewModel);
  }

  /// The same settings for a server that is reached straight and takes any key.
  LlmSettings withoutAccess() {
    return with(AccessSettings.NONE, known);
  }

  private LlmSettings with(AccessSettings otherAccess, ModelTable models) {
    return new LlmSettings(
        provider,
        apiKey,
        baseUrl,
        model,
        reviewModel,
        efforts,
        logprobs,
        serviceTier,
        timeout,
        flexTimeout,
        concurrencyMax,
        examplesMax,
        exampleFile,
        limits,
        serverErrorsBilled,
        otherAccess,
        models);
  }

  /// Reads the environment.
  ///
  /// @throws InvalidSettings naming every problem at once
  static LlmSettings from(Map<String, String> environment) {
    SettingsReader reader = new SettingsReader(environment);
    LlmSettings settings = from(reader);
    reader.check();
    return settings;
  }

  /// How many requests may be in flight at a time.
  public ConcurrencySettings concurrency() {
    return new ConcurrencySettings(concurrencyMax, longest());
  }

  /// The time for a request at a tier.
  Duration timeout(ServiceTier tier) {
    return tier == ServiceTier.FLEX ? flexTimeout : timeout;
  }

  private Duration longest() {
    return timeout.compareTo(flexTimeout) > 0 ? timeout : flexTimeout;
  }

  /// Whether a request that was answered with this error status may be billed. A server that
  /// gives up after some time may say 408.
  boolean mayBeBilled(int status) {
    return serverErrorsBilled && (status >= SERVER_ERROR || status == TIMED_OUT);
  }

  /// Identifies the account whose budget a request takes from: a hash that does not reveal the key.
  public String account() {
    String account = baseUrl + "\n" + apiKey + access.account();
    byte[] hash = ContentHash.sha256().digest(account.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(hash, 0, 8);
  }

  /// The models as an answer version names them; empty for the rules.
  public List<String> models() {
    List<String> models = new ArrayList<>();
    if (provider != Provider.RULES) {
      models.add(asked(model, firstEffort()));
      if (reviewModel != null) {
        models.add(asked(reviewModel, reviewEffort()));
      }
    }
    return models;
  }

  /// How much a model reasons changes what it answers. The temperature is no part of it: it narrows
  /// the spread of the answers to the same question, and stored answers stay as good as they were.
  private static String asked(String name, @Nullable String effort) {
    return effort == null ? name : name + " " + effort;
  }

  /// The reasoning effort of requests to the first model; null for its default.
  @Nullable String firstEffort() {
    return efforts.ofFirst(known, model);
  }

  /// The reasoning effort of requests to the review model; null for its default.
  @Nullable String reviewEffort() {
    return reviewModel == null ? null : efforts.ofReview(known, reviewModel);
  }

  /// Whether the server knows `prompt_cache_key`.
  boolean takesCacheKeys() {
    return access.takesCacheKeys(baseUrl);
  }

  /// What is known of a model that is asked.
  KnownModel known(String name) {
    return known.of(name);
  }

  @Override
  public String toString() {
    return "LlmSettings[provider=%s, baseUrl=%s, model=%s, reviewModel=%s, efforts=%s, logprobs=%s, serviceTier=%s, timeout=%s, flexTimeout=%s, concurrencyMax=%s, examplesMax=%s, limits=%s, serverErrorsBilled=%s, access=%s]"
        .formatted(
            provider.token(),
            baseUrl,
            model,
            reviewModel,
            efforts,
            logprobs.token(),
            serviceTier.token(),
            timeout,
            flexTimeout,
            concurrencyMax,
            examplesMax,
            limits,
            serverErrorsBilled,
            access);
  }
}
