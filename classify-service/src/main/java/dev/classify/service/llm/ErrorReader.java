package dev.classify.service.llm;

import com.fasterxml.jackson.databind.JsonNode;
import com.openai.errors.OpenAIException;
import com.openai.errors.OpenAIIoException;
import com.openai.errors.OpenAIServiceException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/// Turns an error of a server into the outcome of a request.
///
/// @param model that was asked
/// @param used the capabilities that the request relied on
record ErrorReader(String model, LlmSettings settings, ServerCapabilities used) {

  /// Where a server says that the quota is used up but also to come back this soon, it means a
  /// rate: Azure and Scaleway use the word so.
  private static final long QUOTA_IS_RATE_MILLIS = 120_000;

  /// Where a server gives no `Retry-After`.
  private static final long RATE_PAUSE_MILLIS = 5_000;

  private static final long FAILURE_PAUSE_MILLIS = 1_000;
  private static final long AWAY_PAUSE_MILLIS = 2_000;

  /// Free capacity in flex changes by the minute.
  private static final long NO_ROOM_PAUSE_MILLIS = 15_000;

  private static final int SHOWN_CHARACTERS = 300;

  private static final Pattern QUOTA =
      Pattern.compile("insufficient_quota|billing_hard_limit_reached|billing_not_active");
  private static final Pattern TOO_LARGE =
      Pattern.compile(
          "context.?length|maximum context|context (size|window)|string_above_max_length",
          Pattern.CASE_INSENSITIVE);

  /// What OpenAI says of a request that is larger than the limit of a minute.
  private static final String NEVER_ROOM = "request too large";

  private static final Pattern FORMAT =
      Pattern.compile(
          "response_format|json_schema|json_object|structured output|guided",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern LOGPROBS =
      Pattern.compile("log_?probs|log probabilities", Pattern.CASE_INSENSITIVE);

  private static final String BOUND = "max_completion_tokens";

  /// How servers say that they do not know a parameter, as opposed to one of its values.
  private static final Pattern NOT_KNOWN =
      Pattern.compile(
          "unknown|unrecogni[sz]ed|unsupported|unexpected|not"
              + " (supported|permitted|allowed|known)|extra_forbidden|extra inputs|no such",
          Pattern.CASE_INSENSITIVE);

  /// `max_tokens` is above what the model can write: fewer indicators need less.
  private static final Pattern ANSWER_TOO_LONG =
      Pattern.compile(
          "max_(completion_)?tokens.*(too (large|high|big)|at most|less than|exceeds?)",
          Pattern.CASE_INSENSITIVE);

  LlmOutcome read(OpenAIException error) {
    return switch (error) {
      case OpenAIServiceException service -> read(service);
      case OpenAIIoException io when io.getCause() instanceof IOException fault -> read(fault);
      default ->
          new LlmOutcome.Unavailable(shown(text(error.getMessage())), FAILURE_PAUSE_MILLIS, true);
    };
  }

  /// A connection that broke.
  LlmOutcome read(IOException fault) {
    if (Thread.currentThread().isInterrupted()) {
      return away("its worker stops");
    }
    String message = text(fault.getMessage());
    return switch (fault) {
      case UnknownHostException _ -> away("unknown host name");
      case ConnectException _ -> away("connection refused or timed out");
      case SSLHandshakeException _ ->
          unusableAddress("its TLS certificate is not trusted: " + message);
      case SSLPeerUnverifiedException _ ->
          unusableAddress("its TLS certificate is for another host");
      case InterruptedIOException late ->
          text(late.getMessage()).toLowerCase(Locale.ROOT).contains("connect")
              ? away("connection refused or timed out")
              : new LlmOutcome.TimedOut();
      default -> broken("the connection broke: " + message);
    };
  }

  /// The capabilities without the one that the server refused; empty where it refused something
  /// else.
  Optional<ServerCapabilities> reducedCapabilities(OpenAIException error) {
    if (!(error instanceof OpenAIServiceException service)) {
      return Optional.empty();
    }
    String said = everything(service);
    return switch (service.statusCode()) {
      // OpenAI forbids logprobs of models that reason, as if it were for the key.
      case 403 ->
          used.logprobs() && LOGPROBS.matcher(said).find() ? withoutLogprobs() : Optional.empty();
      case 400, 422, 501 -> reducedCapabilities(said);
      default -> Optional.empty();
    };
  }

  private Optional<ServerCapabilities> reducedCapabilities(String said) {
    if (used.logprobs() && LOGPROBS.matcher(said).find()) {
      return withoutLogprobs();
    }
    if (used.responseFormat() != ResponseFormat.TEXT && FORMAT.matcher(said).find()) {
      return Optional.of(used.withFormat(used.responseFormat().simpler()));
    }
    return used.maxCompletionTokens() && said.contains(BOUND) && NOT_KNOWN.matcher(said).find()
        ? Optional.of(used.withoutMaxCompletionTokens())
        : Optional.empty();
  }

  /// With OPENAI_LOGPROBS=on the user has to learn that there are none.
  private Optional<ServerCapabilities> withoutLogprobs() {
    return settings.logprobs() == LogprobsSetting.ON
        ? Optional.empty()
        : Optional.of(used.withoutLogprobs());
  }

  /// The id under which the provider knows the request.
  Optional<String> requestId(OpenAIException error) {
    return error instanceof OpenAIServiceException service
        ? new RateLimitHeaders(service.headers()).requestId().map(this::shown)
        : Optional.empty();
  }

  /// An error in a response with status 200, as some gateways send it.
  LlmOutcome insteadOfAnswer(String message) {
    return new LlmOutcome.Unavailable(
        "an error instead of an answer: " + shown(message), FAILURE_PAUSE_MILLIS, true);
  }

  /// A response with status 200 that is not JSON.
  LlmOutcome notJson(String contentType) {
    return unusableAddress("it answers with " + shown(contentType) + " instead of JSON");
  }

  /// A text of the server that is safe to show: without the API key, even if the server repeats it.
  String shown(String text) {
    String safe = text.replace(settings.apiKey(), "***").replaceAll("\\p{Cntrl}+", " ").strip();
    return safe.length() <= SHOWN_CHARACTERS ? safe : safe.substring(0, SHOWN_CHARACTERS) + "...";
  }

  private LlmOutcome read(OpenAIServiceException error) {
    int status = error.statusCode();
    Optional<ServerCapabilities> left = reducedCapabilities(error);
    if (left.isPresent()) {
      return new LlmOutcome.Unavailable(
          "the server does not support %s; requests from now on do without it"
              .formatted(used.firstMissingIn(left.get())),
          0,
          true);
    }
    if (used.logprobs() && status < 500 && LOGPROBS.matcher(everything(error)).find()) {
      return new LlmOutcome.Unusable(
          "model %s returns no logprobs: %s; fix: set OPENAI_LOGPROBS=auto"
              .formatted(model, said(error)));
    }
    return switch (status) {
      case 401, 403 -> refusedAccess(status, error);
      case 402 -> new LlmOutcome.QuotaExhausted(quota(error));
      case 404 ->
          new LlmOutcome.Unusable(
              "%s has no model %s (HTTP 404); fix: set OPENAI_MODEL, or OPENAI_REVIEW_MODEL, to one it has, and OPENAI_BASE_URL to its address including the version, such as %s"
                  .formatted(settings.baseUrl(), model, LlmSettings.OPENAI));
      case 413 -> new LlmOutcome.TooLarge(said(error));
      case 429 -> limited(error);
      case 408, 409, 425 ->
          new LlmOutcome.Unavailable(said(error), pause(error, FAILURE_PAUSE_MILLIS), true);
      default -> {
        if (status >= 500) {
          yield new LlmOutcome.Unavailable(said(error), pause(error, FAILURE_PAUSE_MILLIS), true);
        }
        yield status >= 400 ? badRequest(error) : unusableAddress(said(error));
      }
    };
  }

  private LlmOutcome refusedAccess(int status, OpenAIServiceException error) {
    // A server may repeat the key, in part, when it refuses it: nothing of what it says is shown.
    String code =
        error.code().filter(c -> c.matches("[a-z_]{1,60}")).map(c -> ", " + shown(c)).orElse("");
    return new LlmOutcome.Unusable(
        "%s refuses the key for model %s (HTTP %d%s); fix: set OPENAI_API_KEY to a key of that server that may use the model"
            .formatted(settings.baseUrl(), model, status, code));
  }

  private LlmOutcome limited(OpenAIServiceException error) {
    RateLimitHeaders headers = new RateLimitHeaders(error.headers());
    OptionalLong retryAfter = headers.retryAfter();
    String message = message(error).toLowerCase(Locale.ROOT);
    if (message.contains(NEVER_ROOM)) {
      return new LlmOutcome.TooLarge(said(error));
    }
    if (error.code().orElse("").equals("resource_unavailable")
        || message.contains("resource unavailable")) {
      return new LlmOutcome.Unavailable(said(error), retryAfter.orElse(NO_ROOM_PAUSE_MILLIS), true);
    }
    boolean quota = QUOTA.matcher(error.code().orElse("") + " " + error.type().orElse("")).find();
    if (quota && retryAfter.orElse(Long.MAX_VALUE) > QUOTA_IS_RATE_MILLIS) {
      return new LlmOutcome.QuotaExhausted(quota(error));
    }
    return new LlmOutcome.Throttled(
        retryAfter.orElseGet(() -> resetOf(headers.limits())), headers.limits(), said(error));
  }

  /// When an axis that is used up is full again; a guess where none is said to be.
  private static long resetOf(ObservedLimits limits) {
    Long requests = usedUp(limits.remainingRequests()) ? limits.requestsResetMillis() : null;
    Long tokens = usedUp(limits.remainingTokens()) ? limits.tokensResetMillis() : null;
    if (requests == null && tokens == null) {
      return RATE_PAUSE_MILLIS;
    }
    return Math.max(requests == null ? 0 : requests, tokens == null ? 0 : tokens);
  }

  private static boolean usedUp(@Nullable Long remaining) {
    return remaining != null && remaining < 1;
  }

  private LlmOutcome badRequest(OpenAIServiceException error) {
    String message = message(error) + " " + error.code().orElse("");
    if (TOO_LARGE.matcher(message).find() || ANSWER_TOO_LONG.matcher(message).find()) {
      return new LlmOutcome.TooLarge(said(error));
    }
    Optional<String> setting = error.param().flatMap(ErrorReader::setting);
    if (setting.isPresent()) {
      return new LlmOutcome.Unusable(
          "%s; fix: change %s, which model %s does not take as it is"
              .formatted(said(error), setting.get(), model));
    }
    return new LlmOutcome.Refused(said(error), LlmUsage.NONE);
  }

  /// The setting that a parameter of the API comes from.
  private static Optional<String> setting(String parameter) {
    return switch (parameter) {
      case "model" -> Optional.of("OPENAI_MODEL or OPENAI_REVIEW_MODEL");
      case "service_tier" -> Optional.of("OPENAI_SERVICE_TIER");
      case "reasoning_effort" -> Optional.of("OPENAI_REASONING_EFFORT");
      case "max_completion_tokens", "max_tokens" -> Optional.of("OPENAI_MODEL");
      default -> Optional.empty();
    };
  }

  /// Nothing was delivered.
  private LlmOutcome away(String reason) {
    return new LlmOutcome.Unavailable(
        "%s: %s".formatted(settings.baseUrl(), shown(reason)), AWAY_PAUSE_MILLIS, false);
  }

  /// The server may have read the request, and may bill it.
  private LlmOutcome broken(String reason) {
    return new LlmOutcome.Unavailable(
        "%s: %s".formatted(settings.baseUrl(), shown(reason)), AWAY_PAUSE_MILLIS, true);
  }

  private LlmOutcome unusableAddress(String fault) {
    return new LlmOutcome.Unusable(
        "%s is not an OpenAI-compatible API: %s; fix: set OPENAI_BASE_URL to an address such as %s"
            .formatted(settings.baseUrl(), shown(fault), LlmSettings.OPENAI));
  }

  private String quota(OpenAIServiceException error) {
    return "the account of OPENAI_API_KEY has nothing left to spend: %s; fix: pay, or raise its limit, then resume the job"
        .formatted(said(error));
  }

  private static long pause(OpenAIServiceException error, long otherwise) {
    return new RateLimitHeaders(error.headers()).retryAfter().orElse(otherwise);
  }

  private String said(OpenAIServiceException error) {
    return "HTTP %d: %s".formatted(error.statusCode(), shown(message(error)));
  }

  private static String message(OpenAIServiceException error) {
    return text(error.getMessage());
  }

  /// Not every server says it where OpenAI does; those that do may repeat the request in the rest.
  private static String everything(OpenAIServiceException error) {
    JsonNode body = error.body().isMissing() ? null : error.body().convert(JsonNode.class);
    boolean inPlace = body == null || body.at("/error/message").isTextual();
    return message(error) + " " + error.param().orElse("") + (inPlace ? "" : " " + error.body());
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text;
  }
}
