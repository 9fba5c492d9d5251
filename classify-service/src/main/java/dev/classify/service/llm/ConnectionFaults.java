package dev.classify.service.llm;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/// Turns a connection that failed into the outcome of a request.
///
/// @param baseUrl of the server
/// @param proxy between worker and server; null for none
/// @param safe for texts that are shown
record ConnectionFaults(URI baseUrl, @Nullable HttpProxy proxy, SafeText safe) {

  private static final long PAUSE_MILLIS = 2_000;

  static ConnectionFaults of(LlmSettings settings) {
    return new ConnectionFaults(
        settings.baseUrl(), settings.access().proxy(), new SafeText(settings.apiKey()));
  }

  /// A connection that broke before there was an answer.
  LlmOutcome read(IOException fault) {
    boolean delivered = !(fault instanceof NotDelivered);
    if (Thread.currentThread().isInterrupted()) {
      return away("its worker stops", delivered);
    }
    @Nullable Throwable inner = fault.getCause();
    IOException cause = !delivered && inner instanceof IOException broken ? broken : fault;
    String message = cause.getMessage() == null ? "" : cause.getMessage();
    return switch (cause) {
      case AccessToken.Missing _ -> away(message, false);
      case UnknownHostException _ -> away("unknown host name", false);
      case ConnectException _, NoRouteToHostException _ ->
          away("connection refused or timed out", false);
      case SSLHandshakeException _ ->
          unusableAddress(
              "its TLS certificate is not trusted: " + message,
              "set LLM_CA_FILE to the certificate of the authority that issued it, or"
                  + " OPENAI_BASE_URL to the right address");
      case SSLPeerUnverifiedException _ ->
          unusableAddress("its TLS certificate is for another host");
      case InterruptedIOException _ ->
          !delivered || message.toLowerCase(Locale.ROOT).contains("connect")
              ? away("connection refused or timed out", false)
              : new LlmOutcome.TimedOut();
      default ->
          delivered
              ? away("connection closed before the answer: " + message, true)
              : notDelivered(message);
    };
  }

  /// A connection that broke while the answer arrived.
  LlmOutcome brokenOff(IOException fault) {
    if (Thread.currentThread().isInterrupted()) {
      return away("its worker stops", true);
    }
    return fault instanceof InterruptedIOException
        ? new LlmOutcome.TimedOut()
        : away("connection closed in the middle of the answer", true);
  }

  /// OkHttp says it in words only if a proxy does not open a tunnel.
  private LlmOutcome notDelivered(String message) {
    if (proxy != null && message.contains("authenticate with proxy")) {
      return refusedByProxy();
    }
    return away("the connection broke: " + message, false);
  }

  /// The proxy wants other credentials (HTTP 407).
  LlmOutcome refusedByProxy() {
    return new LlmOutcome.Unusable(
        "the proxy %s refuses user and password (HTTP 407); fix: set LLM_PROXY to http://USER:PASSWORD@HOST:PORT"
            .formatted(proxy == null ? "before " + baseUrl : proxy));
  }

  LlmOutcome away(String reason, boolean delivered) {
    String server = proxy == null ? baseUrl.toString() : baseUrl + " through the proxy " + proxy;
    return new LlmOutcome.Unavailable(
        "%s: %s".formatted(server, safe.of(reason)), PAUSE_MILLIS, delivered);
  }

  LlmOutcome unusableAddress(String fault) {
    return unusableAddress(
        fault, "set OPENAI_BASE_URL to an address such as %s".formatted(LlmSettings.OPENAI));
  }

  private LlmOutcome unusableAddress(String fault, String fix) {
    return new LlmOutcome.Unusable(
        "%s is not an OpenAI-compatible API: %s; fix: %s".formatted(baseUrl, safe.of(fault), fix));
  }
}
