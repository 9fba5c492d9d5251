package dev.classify.simulator.settings;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// The settings by name: an option of the command line and a key of `POST /_simulator/settings`.
public enum Option {
  HOST("ADDRESS", "address to listen on", "127.0.0.1"),
  PORT("PORT", "port to listen on; 0 takes a free one", "8088"),
  SEED("N", "the same seed gives the same answers and faults", "1"),
  ERROR_RATE("SHARE", "share of wrong field values in the answers, 0 to 1", "0"),
  RPM("N", "requests per minute, key and model; 0 is no limit and no header of it", "0"),
  TPM("N", "tokens per minute, key and model; 0 is no limit and no header of it", "0"),
  COUNT_REFUSED("true|false", "whether requests refused for a limit count against it", "true"),
  LATENCY(
      "DISTRIBUTION",
      "constant:TIME, normal:MEAN,DEVIATION or lognormal:MEAN,P95, such as lognormal:1s,2500ms",
      "constant:0ms"),
  LATENCY_PER_TOKEN("TIME", "added for each completion token", "0ms"),
  FAULT(
      "FAULT=WHEN",
      "a fault and when: a share (0.1), requests by number (#3,7), or from one on (#100+)",
      ""),
  RETRY_AFTER("TIME", "what Retry-After says in an injected 429", "1s"),
  LATE_BY("TIME", "how long a late answer takes", "15m"),
  STREAM_PAUSE("TIME", "the pause before each piece of a slow stream", "200ms"),
  POISON("TEXT", "an indicator with this text spoils the whole answer; empty for none", ""),
  MODELS(
      "NAMES",
      "models there are, separated by commas; * for any",
      "gpt-5-nano,gpt-5-mini,gpt-5.4-nano,gpt-5.4-mini,gpt-5.5,gpt-4.1-mini,gpt-4o-mini"),
  CONTEXT_TOKENS("N", "the longest prompt and answer together that a model takes", "400000"),
  KEY_HASH("HASH", "the only key accepted, as the requests show it; empty for any", ""),
  KEEP_REQUESTS("N", "requests remembered; the oldest are forgotten", "100000"),
  KEEP_BODIES("BYTES", "bodies of requests remembered; the oldest are forgotten", "16777216");

  private final String paramLabel;
  private final String description;
  private final String defaultText;

  Option(String parameter, String description, String standard) {
    this.paramLabel = parameter;
    this.description = description;
    this.defaultText = standard;
  }

  /// The key, such as `error-rate`; the option of the command line has two dashes before it.
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public String flag() {
    return "--" + key();
  }

  public String paramLabel() {
    return paramLabel;
  }

  public String description() {
    return description;
  }

  /// The text of its default.
  public String defaultText() {
    return defaultText;
  }

  /// Whether it counts only before the start.
  public boolean fixedAtStart() {
    return this == HOST || this == PORT;
  }

  public static Optional<Option> named(String key) {
    return Arrays.stream(values()).filter(option -> option.key().equals(key)).findFirst();
  }
}
