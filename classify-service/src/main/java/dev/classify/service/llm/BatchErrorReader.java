package dev.classify.service.llm;

import com.openai.errors.OpenAIException;
import com.openai.errors.OpenAIServiceException;
import java.io.IOException;
import java.time.Duration;

/// Turns an error of the Files and Batches endpoints into what follows from it.
///
/// @param errors of requests to the model, whose texts are used
record BatchErrorReader(LlmSettings settings, ErrorReader errors) {

  private static final Duration PAUSE = Duration.ofSeconds(2);
  private static final int NOT_IMPLEMENTED = 501;

  BatchApiFailure read(OpenAIException error) {
    LlmOutcome outcome = errors.read(error);
    return switch (outcome) {
      case LlmOutcome.Throttled throttled ->
          new BatchApiFailure(
              BatchApiFailure.Kind.AGAIN,
              throttled.detail(),
              Duration.ofMillis(throttled.retryAfterMillis()));
      case LlmOutcome.QuotaExhausted quota -> never(quota.message());
      case LlmOutcome.TimedOut _ -> unsure("no answer within the time allowed");
      case LlmOutcome.Unavailable away when error instanceof OpenAIServiceException service ->
          service.statusCode() == NOT_IMPLEMENTED
              ? gone(service)
              : service.statusCode() >= 500
                  ? unsure(away.reason())
                  : new BatchApiFailure(BatchApiFailure.Kind.AGAIN, away.reason(), PAUSE);
      // The server did not get the whole request.
      case LlmOutcome.Unavailable away ->
          away.mayBeBilled()
              ? unsure(away.reason())
              : new BatchApiFailure(BatchApiFailure.Kind.AGAIN, away.reason(), PAUSE);
      default ->
          error instanceof OpenAIServiceException service
              ? refused(service, outcome)
              : unsure(String.valueOf(outcome.detail()));
    };
  }

  private BatchApiFailure refused(OpenAIServiceException error, LlmOutcome outcome) {
    int status = error.statusCode();
    if (status == 401 || status == 403) {
      return never(String.valueOf(outcome.stopReason() == null ? said(error) : outcome.detail()));
    }
    return status == 404 || status == 405
        ? gone(error)
        : never("the provider refuses the file of requests: " + said(error));
  }

  private BatchApiFailure gone(OpenAIServiceException error) {
    return new BatchApiFailure(
        BatchApiFailure.Kind.GONE,
        "%s has no such file, batch or Batch API: %s".formatted(settings.baseUrl(), said(error)),
        PAUSE);
  }

  /// The content of a file broke off.
  BatchApiFailure brokenOff(IOException fault) {
    return new BatchApiFailure(
        BatchApiFailure.Kind.AGAIN,
        "the file of answers broke off: " + errors.shown(String.valueOf(fault.getMessage())),
        PAUSE);
  }

  private String said(OpenAIServiceException error) {
    return errors.shown(String.valueOf(error.getMessage()));
  }

  private static BatchApiFailure unsure(String message) {
    return new BatchApiFailure(BatchApiFailure.Kind.UNSURE, message, PAUSE);
  }

  private static BatchApiFailure never(String message) {
    return new BatchApiFailure(BatchApiFailure.Kind.NEVER, message, Duration.ZERO);
  }
}
