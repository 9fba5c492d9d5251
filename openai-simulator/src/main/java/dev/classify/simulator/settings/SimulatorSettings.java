package dev.classify.simulator.settings;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Everything the simulator is told; [Option] says what each setting means.
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
    List<String> models,
    int contextTokensMax,
    String keyHash,
    int keptRequestsMax,
    int keptBodyBytesMax) {

  public static final SimulatorSettings DEFAULT = of(Map.of());

  private static final int HUGE = 1_000_000_000;

  public SimulatorSettings {
    faults = List.copyOf(faults);
    models = List.copyOf(models);
  }

  /// Reads settings from their texts; one that is not given has its default.
  ///
  /// @throws SettingFault naming every fault at once
  public static SimulatorSettings of(Map<Option, String> given) {
    OptionReader texts = new OptionReader(given);
    SimulatorSettings settings =
        new SimulatorSettings(
            texts.text(Option.HOST),
            texts.number(Option.PORT, 0, 65_535),
            texts.seed(Option.SEED),
            texts.share(Option.ERROR_RATE),
            texts.number(Option.RPM, 0, HUGE),
            texts.number(Option.TPM, 0, HUGE),
            texts.flag(Option.COUNT_REFUSED),
            latency(texts),
            texts.time(Option.LATENCY_PER_TOKEN),
            faults(texts),
            texts.time(Option.RETRY_AFTER),
            texts.time(Option.LATE_BY),
            texts.time(Option.STREAM_PAUSE),
            texts.text(Option.POISON),
            models(texts),
            texts.number(Option.CONTEXT_TOKENS, 1, HUGE),
            texts.text(Option.KEY_HASH),
            texts.number(Option.KEEP_REQUESTS, 1, 10_000_000),
            texts.number(Option.KEEP_BODIES, 0, HUGE));
    texts.check();
    return settings;
  }

  /// The same settings but for one.
  ///
  /// @param value its text, or something that is written like it
  /// @throws SettingFault where the value cannot be
  public SimulatorSettings with(Option option, Object value) {
    return with(Map.of(option, value.toString()));
  }

  /// The same settings but for these.
  ///
  /// @throws SettingFault naming every fault at once
  public SimulatorSettings with(Map<Option, String> changes) {
    Map<Option, String> texts = texts();
    texts.putAll(changes);
    return of(texts);
  }

  /// The text of every setting, from which the same settings can be read.
  public Map<Option, String> texts() {
    Map<Option, String> texts = new EnumMap<>(Option.class);
    for (Option option : Option.values()) {
      texts.put(option, text(option));
    }
    return texts;
  }

  /// Whether there is such a model.
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
      case MODELS -> String.join(",", models);
      case CONTEXT_TOKENS -> Integer.toString(contextTokensMax);
      case KEY_HASH -> keyHash;
      case KEEP_REQUESTS -> Integer.toString(keptRequestsMax);
      case KEEP_BODIES -> Integer.toString(keptBodyBytesMax);
    };
  }

  private static Latency latency(OptionReader texts) {
    return texts.read(
        Option.LATENCY,
        "is no distribution",
        "give constant:1s, normal:1s,200ms or lognormal:1s,2500ms (p95 is 1 to 3.8 times the mean)",
        Latency::read,
        () -> new Latency.Constant(Duration.ZERO));
  }

  private static List<FaultRule> faults(OptionReader texts) {
    return texts.read(
        Option.FAULT,
        "is no fault",
        "give FAULT=0.1, FAULT=#3,7 or FAULT=#100+ with one of " + FaultKind.keys(),
        FaultRule::read,
        List::of);
  }

  private static List<String> models(OptionReader texts) {
    return texts.read(
        Option.MODELS,
        "names no model",
        "give names separated by commas, or *",
        text -> {
          List<String> names =
              Arrays.stream(text.split(",")).map(String::strip).filter(n -> !n.isEmpty()).toList();
          return names.isEmpty() ? Optional.empty() : Optional.of(names);
        },
        List::of);
  }
}
