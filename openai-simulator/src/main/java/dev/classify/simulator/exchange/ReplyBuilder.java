package dev.classify.simulator.exchange;

import dev.classify.simulator.answer.AnswerGenerator.GeneratedAnswer;
import dev.classify.simulator.answer.AnswerMetadata;
import dev.classify.simulator.answer.AnswerWriter;
import dev.classify.simulator.answer.Completion.Usage;
import dev.classify.simulator.exchange.Reply.DeliveryMode;
import dev.classify.simulator.fault.DrawnFaults;
import dev.classify.simulator.limit.Admission;
import dev.classify.simulator.limit.TokenCharge;
import dev.classify.simulator.recording.LogEntry;
import dev.classify.simulator.request.ApiError;
import dev.classify.simulator.request.AskedRequest;
import dev.classify.simulator.settings.FaultKind;
import dev.classify.simulator.settings.FaultKind.Stage;
import dev.classify.simulator.settings.SeededRandom;
import dev.classify.simulator.settings.SimulatorSettings;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Builds the reply to one request.
final class ReplyBuilder {

  /// Such as a gateway serves in place of the API, with the status of an answer.
  private static final String PAGE =
      "<!DOCTYPE html><html><head><title>Maintenance</title></head>"
          + "<body><h1>We will be back soon.</h1></body></html>";

  private final LogEntry entry;
  private final SimulatorSettings settings;
  private final Map<String, String> headers = new LinkedHashMap<>();
  private @Nullable TokenCharge charge;

  ReplyBuilder(LogEntry entry, SimulatorSettings settings) {
    this.entry = entry;
    this.settings = settings;
    headers.put("x-request-id", entry.arrival().requestId());
    headers.put("openai-version", "2020-10-01");
    headers.put("openai-organization", "org-simulator");
  }

  /// Takes headers and charge from the decision of the limits.
  void admitted(Admission admission) {
    headers.putAll(admission.state().headers());
    charge = admission.charge();
  }

  /// The reply to an invalid request, without delay.
  Reply error(ApiError error) {
    return error(error, Duration.ZERO);
  }

  /// The reply to a request that exceeds a limit.
  Reply limited(String model, Admission admission, long tokens) {
    if (admission.retryAfter().isPositive()) {
      retryAfter(admission.retryAfter());
    }
    return error(ApiError.limited(model, admission, tokens));
  }

  /// The error reply of an injected fault.
  Reply injected(FaultKind kind, String model) {
    entry.recordFault(kind.key());
    return switch (kind) {
      case INSUFFICIENT_QUOTA -> error(ApiError.insufficientQuota());
      case FLEX_UNAVAILABLE -> error(ApiError.resourceUnavailable());
      case RATE_LIMIT -> {
        retryAfter(settings.retryAfter());
        yield error(ApiError.injectedRate(model));
      }
      case RATE_LIMIT_BARE -> error(ApiError.injectedRate(model));
      case SERVER_ERROR -> error(ApiError.serverError(), latency(0));
      case BATCH_LINE_ERROR -> error(ApiError.serverError());
      case UNAVAILABLE -> error(ApiError.unavailable(), latency(0));
      case HTML -> page();
      case STRICT_SCHEMA_UNSUPPORTED -> error(ApiError.strictSchemaUnsupported());
      case LOGPROBS_UNSUPPORTED -> error(ApiError.logprobsUnsupported());
      case RESET,
          RESET_MIDWAY,
          HANG,
          LATE,
          TRUNCATED_BODY,
          SLOW_STREAM,
          REFUSAL,
          MALFORMED_CONTENT,
          LENGTH,
          MISSING_ID,
          SWAPPED_IDS,
          DUPLICATED_ID,
          UNKNOWN_ID,
          INVALID_VALUE,
          BATCH_CREATE_RATE_LIMIT,
          BATCH_CREATE_ERROR,
          BATCH_CREATE_LOST,
          BATCH_INVALID,
          BATCH_LINE_STUCK,
          FILE_CONTENT_BROKEN ->
          throw new IllegalArgumentException("not a refusal fault: " + kind);
    };
  }

  /// The reply with the model's answer; faults may change its delivery.
  Reply answer(AskedRequest request, GeneratedAnswer answered, DrawnFaults draw) {
    answered.faults().forEach(entry::recordFault);
    Usage usage = answered.completion().usage();
    entry.recordUsage(usage.cachedTokens(), usage.cacheWriteTokens(), usage.completionTokens());
    Optional<FaultKind> delivery = draw.first(Stage.DELIVERY);
    delivery.ifPresent(kind -> entry.recordFault(kind.key()));
    AnswerMetadata head =
        new AnswerMetadata(
            entry.arrival().requestId().substring("req_".length()),
            entry.arrival().at().getEpochSecond(),
            request);
    AnswerWriter writer = AnswerWriter.of(request.endpoint());
    headers.put("content-type", request.stream() ? "text/event-stream" : "application/json");
    return new Reply(
        entry,
        200,
        headers,
        request.stream()
            ? writer.events(head, answered.completion())
            : List.of(writer.whole(head, answered.completion()).toString()),
        delivery.map(ReplyBuilder::manner).orElse(DeliveryMode.WHOLE),
        is(delivery, FaultKind.LATE) ? settings.lateBy() : latency(usage.completionTokens()),
        is(delivery, FaultKind.SLOW_STREAM) ? settings.streamPause() : Duration.ZERO,
        charge,
        (long) usage.promptTokens() + usage.completionTokens());
  }

  private Reply error(ApiError error, Duration delay) {
    entry.recordError(error.code());
    headers.put("content-type", "application/json");
    return withoutAnswer(error.status(), error.body().toString(), delay);
  }

  private Reply page() {
    headers.put("content-type", "text/html; charset=utf-8");
    return withoutAnswer(200, PAGE, latency(0));
  }

  private Reply withoutAnswer(int status, String body, Duration delay) {
    return new Reply(
        entry, status, headers, List.of(body), DeliveryMode.WHOLE, delay, Duration.ZERO, charge, 0);
  }

  private void retryAfter(Duration wait) {
    // Rounded up, so that a client that waits this long is admitted.
    long milliseconds = wait.plusNanos(999_999).toMillis();
    headers.put("retry-after-ms", Long.toString(milliseconds));
    headers.put("retry-after", Long.toString((milliseconds + 999) / 1_000));
  }

  private Duration latency(int completionTokens) {
    return settings
        .latency()
        .draw(SeededRandom.of(settings.seed(), "latency", entry.number()))
        .plus(settings.latencyPerToken().multipliedBy(completionTokens));
  }

  private static boolean is(Optional<FaultKind> delivery, FaultKind kind) {
    return delivery.equals(Optional.of(kind));
  }

  private static DeliveryMode manner(FaultKind delivery) {
    return switch (delivery) {
      case RESET -> DeliveryMode.RESET;
      case RESET_MIDWAY -> DeliveryMode.RESET_MIDWAY;
      case HANG -> DeliveryMode.HANG;
      case TRUNCATED_BODY -> DeliveryMode.TRUNCATED;
      case LATE, SLOW_STREAM -> DeliveryMode.WHOLE;
      case INSUFFICIENT_QUOTA,
          FLEX_UNAVAILABLE,
          RATE_LIMIT,
          RATE_LIMIT_BARE,
          SERVER_ERROR,
          UNAVAILABLE,
          HTML,
          STRICT_SCHEMA_UNSUPPORTED,
          LOGPROBS_UNSUPPORTED,
          REFUSAL,
          MALFORMED_CONTENT,
          LENGTH,
          MISSING_ID,
          SWAPPED_IDS,
          DUPLICATED_ID,
          UNKNOWN_ID,
          INVALID_VALUE,
          BATCH_CREATE_RATE_LIMIT,
          BATCH_CREATE_ERROR,
          BATCH_CREATE_LOST,
          BATCH_INVALID,
          BATCH_LINE_ERROR,
          BATCH_LINE_STUCK,
          FILE_CONTENT_BROKEN ->
          throw new IllegalArgumentException("not a delivery fault: " + delivery);
    };
  }
}
