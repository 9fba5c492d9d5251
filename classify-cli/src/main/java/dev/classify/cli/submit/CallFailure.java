package dev.classify.cli.submit;

import dev.restate.client.IngressException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/// Why a call through a node failed, and how often to retry it.
///
/// @param attemptsMax attempts after which the call has failed; [#UNLIMITED] for failures that pass
/// @param timedOut whether the call was accepted but not answered in time
/// @param brokenOff whether the connection ended after it had been made
/// @param killed whether somebody ended the invocation
/// @param refused whether a worker did not carry it out, because it comes from a stranger or its
///     job is not open
record CallFailure(
    String reason,
    int attemptsMax,
    boolean timedOut,
    boolean brokenOff,
    boolean killed,
    boolean refused) {

  static final int UNLIMITED = Integer.MAX_VALUE;

  /// One error inside the engine may pass; after three of them the call has failed.
  private static final int SERVER_ERRORS_MAX = 3;

  /// A batch may be killed to begin anew; after five times it is killed for good.
  private static final int KILLS_MAX = 5;

  private static final int FORBIDDEN = 403;
  private static final int CONFLICT = 409;

  static CallFailure of(@Nullable Throwable fault) {
    if (!(fault instanceof IngressException refusal)) {
      return new CallFailure(String.valueOf(fault), UNLIMITED, false, false, false, false);
    }
    boolean killed = killed(refusal);
    int triesMax =
        switch (refusal.getStatusCode()) {
          // 404: a node that has just started does not know the service yet.
          case -1, 404, 408, 429, 502, 503, 504 -> UNLIMITED;
          case 500 -> SERVER_ERRORS_MAX;
          default -> killed ? KILLS_MAX : 1;
        };
    return new CallFailure(
        reason(refusal),
        triesMax,
        timedOut(refusal.getCause()),
        refusal.getStatusCode() < 0 && connected(refusal.getCause()),
        killed,
        refusal.getStatusCode() == FORBIDDEN);
  }

  /// Restate answers `{"code":409,"message":"killed","source":"invocation"}`.
  private static boolean killed(IngressException refusal) {
    return refusal.getStatusCode() == CONFLICT && body(refusal).contains("\"killed\"");
  }

  private static String body(IngressException refusal) {
    byte[] body = refusal.getResponseBody();
    return body == null ? "" : new String(body, StandardCharsets.UTF_8).strip();
  }

  private static boolean timedOut(@Nullable Throwable cause) {
    return switch (cause) {
      case null -> false;
      case HttpConnectTimeoutException _ -> false;
      case HttpTimeoutException _ -> true;
      case CompletionException wrapped -> timedOut(wrapped.getCause());
      default -> false;
    };
  }

  private static boolean connected(@Nullable Throwable cause) {
    return switch (cause) {
      case null -> false;
      case ConnectException _ -> false;
      case HttpConnectTimeoutException _ -> false;
      case CompletionException wrapped -> connected(wrapped.getCause());
      default -> true;
    };
  }

  private static String reason(IngressException refusal) {
    if (refusal.getStatusCode() < 0) {
      return String.valueOf(refusal.getCause());
    }
    String text = body(refusal);
    return refusal.getStatusCode() == 200
        ? "the workers run another build, because their reply cannot be read; restart them with"
            + " `docker compose up -d --build` or `classify local down`: "
            + text
        : "HTTP " + refusal.getStatusCode() + " " + text;
  }
}
