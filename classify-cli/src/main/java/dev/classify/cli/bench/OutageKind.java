package dev.classify.cli.bench;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The ways in which a model is ill.
public enum OutageKind {
  /// Connections are refused: the port is closed.
  REFUSE("refuse", null),
  /// Requests are never answered.
  HANG("hang", "hang=1"),
  SERVER_ERROR("500", "server-error=1"),
  RATE_LIMIT("429", "rate-limit-bare=1"),
  RATE_LIMIT_WITH_RETRY_AFTER("429-retry-after", "rate-limit=1"),
  /// Requests are answered well, but late.
  SLOW("slow", "late=1"),
  /// Connections are reset in the middle of the answer.
  CLOSE("close", "reset-midway=1"),
  /// An HTML page with status 200 replaces the answer.
  HTML("html", "html=1");

  private final String key;
  private final Optional<String> fault;

  OutageKind(String key, @Nullable String fault) {
    this.key = key;
    this.fault = Optional.ofNullable(fault);
  }

  /// The name on the command line.
  public String key() {
    return key;
  }

  /// The fault of the simulator that applies to every request; empty where the port is closed.
  Optional<String> fault() {
    return fault;
  }

  /// All names, separated by commas.
  public static String keys() {
    return Arrays.stream(values()).map(OutageKind::key).collect(Collectors.joining(","));
  }

  /// The kind with this name.
  public static Optional<OutageKind> named(String key) {
    return Arrays.stream(values()).filter(kind -> kind.key.equals(key)).findFirst();
  }
}
