package dev.classify.simulator.settings;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// The settings by name. Each is an option of the command and a key of `POST /_simulator/settings`.
public enum Option {
  HOST("ADDRESS", "address to listen on", "127.0.0.1"),
  PORT("PORT", "port to listen on; 0 for a free one", "8088"),
  SEED("N", "seed of answers and faults; the same seed repeats them", "1"),
  ERROR_RATE("SHARE", "share of wrong field values in the answers, 0 to 1", "0"),
  RPM("N", "requests per minute for each key and model; 0 for no limit and no headers", "0"),
  TPM("N", "tokens per minute for each key and model; 0 for no limit and no headers", "0"),
  COUNT_REFUSED("true|false", "count requests refused for a limit against that limit", "true"),
  LATENCY(
      "DISTRIBUTION",
      "time per answer: constant:TIME, normal:MEAN,DEVIATION or lognormal:MEAN,P95, such as"
          + " lognormal:1s,2500ms",
      "constant:0ms"),
  LATENCY_PER_TOKEN("TIME", "time added for each completion token", "0ms"),
  FAULT(
      "FAULT=WHEN",
      "fault to inject, and when: for a share of the requests (0.1), for requests by number (#3,7),"
          + " or from a number on (#100+)",
      ""),
  RETRY_AFTER("TIME", "Retry-After of an injected 429", "1s"),
  LATE_BY("TIME", "time that a late answer takes", "15m"),
  STREAM_PAUSE("TIME", "pause before each piece of a slow stream", "200ms"),
  POISON(
      "TEXT", "an indicator with this text makes the whole answer malformed; empty for none", ""),
  CACHE_WRITES(
      "true|false",
      "report the prompt tokens written to the cache, as gpt-5.6 and later models do",
      "false"),
  MODELS(
      "NAMES",
      "models to offer, separated by commas; * for any",
      "gpt-6-luna,gpt-6.1-terra,gpt-6.2-sol,gpt-6.2-astra,gpt-5.6-luna,gpt-5.4-mini"),
  CONTEXT_TOKENS("N", "longest prompt plus answer that a model accepts, in tokens", "400000"),
  KEY_HASH(
      "HASH", "hash of the only accepted key, as recorded requests show it; empty for any", ""),
  BATCH_VALIDATING("TIME", "how long a batch is validated", "1s"),
  BATCH_IN_PROGRESS("TIME", "time over which the lines of a batch are answered", "10s"),
  BATCH_FINALIZING("TIME", "how long a batch is finalized", "1s"),
  BATCH_CANCELLING("TIME", "how long it takes to cancel a batch", "1s"),
  BATCH_WINDOW("TIME", "time after which a batch that is not done expires", "1440m"),
  BATCH_LINES("N", "most requests in one batch", "50000"),
  BATCH_BYTES("N", "most bytes in the input file of a batch", "200000000"),
  BATCH_QUEUED_TOKENS(
      "N", "prompt tokens that batches of one key and model may queue; 0 for no limit", "0"),
  KEEP_REQUESTS("N", "requests to keep; the oldest are dropped", "100000"),
  KEEP_BODIES("BYTES", "bytes of request bodies to keep; the oldest are dropped", "16777216");

  private final String paramLabel;
  private final String description;
  private final String defaultText;

  Option(String parameter, String description, String standard) {
    this.paramLabel = parameter;
    this.description = description;
    this.defaultText = standard;
  }

  /// The key, such as `error-rate`; the option of the command is `--error-rate`.
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

  /// The default, as text.
  public String defaultText() {
    return defaultText;
  }

  /// Whether it can be set only at the start.
  public boolean fixedAtStart() {
    return this == HOST || this == PORT;
  }

  public static Optional<Option> named(String key) {
    return Arrays.stream(values()).filter(option -> option.key().equals(key)).findFirst();
  }
}
