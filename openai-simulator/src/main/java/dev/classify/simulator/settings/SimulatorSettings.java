package dev.classify.simulator.settings;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// All settings of the simulator; [Option] describes each one.
///
/// @param requestsPerMinute 0 for no limit
/// @param tokensPerMinute 0 for no limit
/// @param poison empty for none
/// @param models `*` alone for any
/// @param keyHash empty for any key
public record SimulatorSettings(
    String host,
    int port,
    long seed,
    double errorRate,
    int requestsPerMinute,
    int tokensPerMinute,
    boolean countRefused,
    Latency latency,
    Duration latencyPerToken,
    List<FaultRule> faults,
    Duration retryAfter,
    Duration lateBy,
    Duration streamPause,
    String poison,
    boolean reportsCacheWrites,
    List<String> models,
    int contextTokensMax,
    String keyHash,
    BatchSettings batch,
    int keptRequestsMax,
    int keptBodyBytesMax) {

  public static final SimulatorSettings DEFAULT = of(Map.of());

  private static final int LIMIT_MAX = 1_000_000_000;

  public SimulatorSettings {
    faults = List.copyOf(faults);
    models = List.copyOf(models);
  }

  /// Parses settings; those not given have their defaults.
  ///
  /// @throws InvalidSettingsException listing all problems
  public static SimulatorSettings of(Map<Option, String> given) {
    OptionReader texts = new OptionReader(given);
    SimulatorSettings settings =
        new SimulatorSettings(
            texts.text(Option.HOST),
            texts.number(Option.PORT, 0, 65_535),
            texts.seed(Option.SEED),
            texts.share(Option.ERROR_RATE),
            texts.number(Option.RPM, 0, LIMIT_MAX),
            texts.number(Option.TPM, 0, LIMIT_MAX),
            texts.flag(Option.COUNT_REFUSED),
            latency(texts),
            texts.time(Option.LATENCY_PER_TOKEN),
            faults(texts),
            texts.time(Option.RETRY_AFTER),
            texts.time(Option.LATE_BY),
            texts.time(Option.STREAM_PAUSE),
            texts.text(Option.POISON),
            texts.flag(Option.CACHE_WRITES),
            models(texts),
            texts.number(Option.CONTEXT_TOKENS, 1, LIMIT_MAX),
            texts.text(Option.KEY_HASH),
            BatchSettings.read(texts, LIMIT_MAX),
            texts.number(Option.KEEP_REQUESTS, 1, 10_000_000),
            texts.number(Option.KEEP_BODIES, 0, LIMIT_MAX));
    texts.check();
    return settings;
  }

  /// The same settings with one change.
  ///
  /// @param value the text of the setting, or an object whose `toString` is that text
  /// @throws InvalidSettingsException if the value is invalid
  public SimulatorSettings with(Option option, Object value) {
    return with(Map.of(option, value.toString()));
  }

  /// The same settings with these changes.
  ///
  /// @throws InvalidSettingsException listing all problems
  public SimulatorSettings with(Map<Option, String> changes) {
    Map<Option, String> texts = texts();
    texts.putAll(changes);
    return of(texts);
  }

  /// The text of every setting; parsing them gives the same settings.
  public Map<Option, String> texts() {
    Map<Option, String> texts = new EnumMap<>(Option.class);
    for (Option option : Option.values()) {
      texts.put(option, text(option));
    }
    return texts;
  }

  /// Whether the simulator offers this model.
  public boolean hasModel(String model) {
    return models.contains(model) || models.equals(List.of("*"));
  }

  private String text(Option option) {
    return switch (option) {
      case HOST -> host;
      case PORT -> Integer.toString(port);
      case SEED -> Long.toString(seed);
      case ERROR_RATE -> SettingFormat.text(errorRate);
      case RPM -> Integer.toString(requestsPerMinute);
      case TPM -> Integer.toString(tokensPerMinute);
      case COUNT_REFUSED -> Boolean.toString(countRefused);
      case LATENCY -> latency.text();
      case LATENCY_PER_TOKEN -> SettingFormat.text(latencyPerToken);
      case FAULT -> FaultRule.text(faults);
      case RETRY_AFTER -> SettingFormat.text(retryAfter);
      case LATE_BY -> SettingFormat.text(lateBy);
      case STREAM_PAUSE -> SettingFormat.text(streamPause);
      case POISON -> poison;
      case CACHE_WRITES -> Boolean.toString(reportsCacheWrites);
      case MODELS -> String.join(",", models);
      case CONTEXT_TOKENS -> Integer.toString(contextTokensMax);
      case KEY_HASH -> keyHash;
      case BATCH_VALIDATING -> SettingFormat.text(batch.validating());
      case BATCH_IN_PROGRESS -> SettingFormat.text(batch.inProgress());
      case BATCH_FINALIZING -> SettingFormat.text(batch.finalizing());
      case BATCH_CANCELLING -> SettingFormat.text(batch.cancelling());
      case BATCH_WINDOW -> SettingFormat.text(batch.window());
      case BATCH_LINES -> Integer.toString(batch.linesMax());
      case BATCH_BYTES -> Integer.toString(batch.bytesMax());
      case BATCH_QUEUED_TOKENS -> Integer.toString(batch.queuedTokensMax());
      case KEEP_REQUESTS -> Integer.toString(keptRequestsMax);
      case KEEP_BODIES -> Integer.toString(keptBodyBytesMax);
    };
  }

  private static Latency latency(OptionReader texts) {
    return texts.read(
        Option.LATENCY,
        "is not a distribution",
        "write constant:1s, normal:1s,200ms or lognormal:1s,2500ms (p95 is 1 to 3.8 times the"
            + " mean)",
        Latency::read,
        () -> new Latency.Constant(Duration.ZERO));
  }

  private static List<FaultRule> faults(OptionReader texts) {
    return texts.read(
        Option.FAULT,
        "is not a fault",
        "write FAULT=0.1, FAULT=#3,7 or FAULT=#100+ with one of " + FaultKind.keys(),
        FaultRule::read,
        List::of);
  }

  private static List<String> models(OptionReader texts) {
    return texts.read(
        Option.MODELS,
        "names no model",
        "write names separated by commas, or *",
        text -> {
          List<String> names =
              Arrays.stream(text.split(",")).map(String::strip).filter(n -> !n.isEmpty()).toList();
          return names.isEmpty() ? Optional.empty() : Optional.of(names);
        },
        List::of);
  }
}
