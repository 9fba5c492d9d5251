package dev.classify.service.llm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.openai.errors.OpenAIException;
import com.openai.errors.OpenAIIoException;
import com.openai.errors.OpenAIServiceException;
import dev.classify.model.ServiceTier;
import java.io.IOException;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Turns an error of a server into the outcome of a request.
///
/// @param model that was asked
/// @param tier of the request
/// @param used the capabilities that the request relied on
/// @param mayBlameFormat whether the answer format may be to blame for a refusal that names nothing
record ErrorReader(
    String model,
    LlmSettings settings,
    ServiceTier tier,
    ServerCapabilities used,
    boolean mayBlameFormat) {

  /// Where a server says that the quota is used up but also to come back this soon, it means a
  /// rate: Azure and Scaleway use the word so.
  private static final long QUOTA_IS_RATE_MILLIS = 120_000;

  private static final long FAILURE_PAUSE_MILLIS = 1_000;

  /// Free capacity in flex changes by the minute.
  private static final long NO_ROOM_PAUSE_MILLIS = 15_000;

  private static final Pattern QUOTA =
      Pattern.compile("insufficient_quota|billing_hard_limit_reached|billing_not_active");

  private static final Pattern TOO_LARGE =
      Pattern.compile(
          "context.?length|maximum context|context.?(size|window)|string_above_max_length"
              + "|exceed.{0,20}context|(prompt|input|request)( is)? too (long|large)"
              + "|too many (input |prompt )?tokens|reduce the length|maximum (input|prompt) length",
          Pattern.CASE_INSENSITIVE);

  /// What OpenAI says of a request that is larger than the limit of a minute.
  private static final String NEVER_ROOM = "request too large";

  /// `max_tokens` is above what the model can write: fewer indicators need less.
  private static final Pattern ANSWER_TOO_LONG =
      Pattern.compile(
          "max_(completion_)?tokens.*(too (large|high|big)|at most|less than|exceeds?)",
          Pattern.CASE_INSENSITIVE);

  /// Some servers say so with HTTP 400.
  private static final Pattern WRONG_KEY =
      Pattern.compile(
          "api.?key.?(not valid|invalid)|(invalid|incorrect|wrong|missing).{0,12}api.?key"
              + "|authentication_error|unauthenticated",
          Pattern.CASE_INSENSITIVE);

  /// The content is to blame, not the settings.
  private static final Pattern FILTERED =
      Pattern.compile(
          "content.?(filter|management policy)|moderation|flagged|data.?inspection|inappropriate",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern TIER = Pattern.compile("service.?tier", Pattern.CASE_INSENSITIVE);

  /// Whether a message says that the limit of the answer is above what the model can write.
  static boolean isAnswerTooLong(String message) {
    return ANSWER_TOO_LONG.matcher(message).find();
  }

  LlmOutcome read(OpenAIException error) {
    return switch (error) {
      case OpenAIServiceException service ->
          read(serverError(service), new ThrottleReader(new RateLimitHeaders(service.headers())));
      case OpenAIIoException io when io.getCause() instanceof IOException fault ->
          faults().read(fault);
      default ->
          new LlmOutcome.Unavailable(shown(text(error.getMessage())), FAILURE_PAUSE_MILLIS, true);
    };
  }

  private static ServerError serverError(OpenAIServiceException error) {
    JsonNode body = error.body().isMissing() ? null : error.body().convert(JsonNode.class);
    return ServerError.read(
        error.statusCode(), Objects.requireNonNullElse(body, MissingNode.getInstance()));
  }

  /// The capabilities without the one that the server refused; empty where it refused something
  /// else.
  Optional<ServerCapabilities> reducedCapabilities(OpenAIException error) {
    return error instanceof OpenAIServiceException service
        ? reducedCapabilities(serverError(service))
        : Optional.empty();
  }

  Optional<ServerCapabilities> reducedCapabilities(ServerError error) {
    return reduced(error);
  }

  private Optional<ServerCapabilities> reduced(ServerError error) {
    FeatureRefusal refusal = new FeatureRefusal(settings, used, mayBlameFormat);
    if (error.isPage() || explained(error).isPresent()) {
      return Optional.empty();
    }
    return refusal
        .reduced(error)
        .or(() -> unexplained(error) ? refusal.unexplained() : Optional.empty());
  }

  /// Whether it is a refusal that says nothing of its cause.
  private static boolean unexplained(ServerError error) {
    return (error.status() == 400 || error.status() == 422)
        && !error.message().contains("max_completion_tokens");
  }

  /// The id under which the provider knows the request.
  Optional<String> requestId(OpenAIException error) {
    return error instanceof OpenAIServiceException service
        ? new RateLimitHeaders(service.headers()).requestId().map(this::shown)
        : Optional.empty();
  }

  /// A connection that broke while the answer arrived.
  LlmOutcome brokenOff(IOException fault) {
    return faults().brokenOff(fault);
  }

  /// A page, or text, in a response with status 200.
  LlmOutcome notJson(ServerError page) {
    return page.isPage()
        ? new LlmOutcome.WebPage(
            "%s: %s instead of JSON; is OPENAI_BASE_URL right?"
                .formatted(settings.baseUrl(), said(page)))
        : faults().away("HTTP 200 with no JSON, or only the beginning of it", true);
  }

  /// A text of the server that is safe to show: without the API key, even if the server repeats it.
  String shown(String text) {
    return new SafeText(settings.apiKey()).of(text);
  }

  private ConnectionFaults faults() {
    return ConnectionFaults.of(settings);
  }

  /// What follows from an error, wherever it stood.
  LlmOutcome read(ServerError error, ThrottleReader throttle) {
    int status = error.status();
    boolean billed = settings.mayBeBilled(status);
    Optional<ServerCapabilities> left = reduced(error);
    if (left.isPresent()) {
      return new LlmOutcome.Unavailable(
          "the server does not support %s; requests from now on do without it"
              .formatted(used.firstMissingIn(left.get())),
          0,
          billed);
    }
    if (status < 500 && new FeatureRefusal(settings, used, false).namesLogprobs(error)) {
      return new LlmOutcome.Unusable(
          "model %s returns no logprobs: %s; fix: set OPENAI_LOGPROBS=auto"
              .formatted(model, said(error)));
    }
    if (status == 429) {
      return limited(error, throttle);
    }
    if (status >= 300 && status < 400) {
      return faults().unusableAddress("it redirects to another one (HTTP %d)".formatted(status));
    }
    Optional<LlmOutcome> explained = explained(error);
    if (explained.isPresent()) {
      return explained.get();
    }
    if (status == 498) {
      return noRoom(error, throttle);
    }
    if (error.isPage() || status >= 500 || status == 408 || status == 409 || status == 425) {
      return new LlmOutcome.Unavailable(
          said(error), throttle.pauseMillis(FAILURE_PAUSE_MILLIS), billed);
    }
    return switch (status) {
      case 404 ->
          new LlmOutcome.Unusable(
              "%s has no model %s (%s); fix: set OPENAI_MODEL, or OPENAI_REVIEW_MODEL, to one it has, and OPENAI_BASE_URL to its address including the version, such as %s"
                  .formatted(settings.baseUrl(), model, said(error), LlmSettings.OPENAI));
      case 405 -> faults().unusableAddress(said(error));
      default -> new LlmOutcome.Refused(said(error), LlmUsage.NONE);
    };
  }

  /// What is certain by status or words, whatever capabilities were used.
  private Optional<LlmOutcome> explained(ServerError error) {
    int status = error.status();
    String said = error.everything();
    if (status == 401 || (status == 403 && !error.isPage())) {
      if (status == 403 && FILTERED.matcher(said).find()) {
        return Optional.of(new LlmOutcome.Refused(said(error), LlmUsage.NONE));
      }
      boolean logprobs = new FeatureRefusal(settings, used, false).namesLogprobs(error);
      return status == 403 && logprobs ? Optional.empty() : Optional.of(refusedAccess(error));
    }
    if (status == 402) {
      return Optional.of(new LlmOutcome.QuotaExhausted(quota(error)));
    }
    if (status == 407) {
      return Optional.of(faults().refusedByProxy());
    }
    if (status == 413) {
      return Optional.of(new LlmOutcome.TooLarge(said(error)));
    }
    if (status < 400 || status >= 500 || error.isPage()) {
      return Optional.empty();
    }
    if (status == 400 && WRONG_KEY.matcher(said).find()) {
      return Optional.of(refusedAccess(error));
    }
    if (TOO_LARGE.matcher(said).find() || isAnswerTooLong(said)) {
      return Optional.of(new LlmOutcome.TooLarge(said(error)));
    }
    if (FILTERED.matcher(said).find()) {
      return Optional.of(new LlmOutcome.Refused(said(error), LlmUsage.NONE));
    }
    return setting(said)
        .map(
            name ->
                new LlmOutcome.Unusable(
                    "model %s does not take an option: %s; fix: change %s"
                        .formatted(model, said(error), name)));
  }

  /// The setting that put an option into the request; empty where it is not set.
  private Optional<String> setting(String said) {
    return tier != ServiceTier.AUTO && TIER.matcher(said).find()
        ? Optional.of("--tier of the job, or OPENAI_SERVICE_TIER where it names none")
        : Optional.empty();
  }

  private LlmOutcome refusedAccess(ServerError error) {
    // A server may repeat the key, in part, when it refuses it: nothing of what it says is shown.
    String codes = error.codes().matches("[A-Za-z_ ]{1,60}") ? ", " + shown(error.codes()) : "";
    return new LlmOutcome.Unusable(
        "%s refuses the key for model %s (HTTP %d%s); fix: set %s to a %s of that server that may use the model"
            .formatted(
                settings.baseUrl(),
                model,
                error.status(),
                codes,
                settings.access().credentialSetting(),
                settings.access().token() == null ? "key" : "token"));
  }

  private LlmOutcome limited(ServerError error, ThrottleReader throttle) {
    String message = error.message().toLowerCase(Locale.ROOT);
    if (message.contains(NEVER_ROOM)) {
      return new LlmOutcome.TooLarge(said(error));
    }
    if (error.codes().contains("resource_unavailable")
        || message.contains("resource unavailable")) {
      return noRoom(error, throttle);
    }
    long asked = throttle.headers().retryAfter().orElse(Long.MAX_VALUE);
    return QUOTA.matcher(error.codes()).find() && asked > QUOTA_IS_RATE_MILLIS
        ? new LlmOutcome.QuotaExhausted(quota(error))
        : throttle.throttled(error, said(error));
  }

  /// At flex this says nothing of the server, which answers requests of other tiers.
  private LlmOutcome noRoom(ServerError error, ThrottleReader throttle) {
    long pauseMillis = throttle.pauseMillis(NO_ROOM_PAUSE_MILLIS);
    return tier == ServiceTier.FLEX
        ? new LlmOutcome.NoRoom(said(error), pauseMillis)
        : new LlmOutcome.Unavailable(said(error), pauseMillis, false);
  }

  private String quota(ServerError error) {
    return "the account of OPENAI_API_KEY has nothing left to spend: %s; fix: pay, or raise its limit, then resume the job"
        .formatted(said(error));
  }

  private String said(ServerError error) {
    return shown(error.said());
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text;
  }
}
