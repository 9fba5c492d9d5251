package dev.classify.simulator.settings;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/// Parses settings and collects the problems.
final class OptionReader {

  private final Map<Option, String> texts = new EnumMap<>(Option.class);
  private final List<String> problems = new ArrayList<>();

  OptionReader(Map<Option, String> given) {
    for (Option option : Option.values()) {
      texts.put(option, given.getOrDefault(option, option.defaultText()).strip());
    }
  }

  String text(Option option) {
    return texts.getOrDefault(option, "");
  }

  int number(Option option, int min, int max) {
    return read(
        option,
        "is not a whole number from " + min + " to " + max,
        "write for example " + option.flag() + " " + Math.max(min, 60),
        text -> {
          Optional<Long> number = SettingFormat.number(text);
          return number.filter(n -> n >= min && n <= max).map(Long::intValue);
        },
        () -> min);
  }

  long seed(Option option) {
    return read(
        option, "is not a whole number", "write for example 42", SettingFormat::number, () -> 0L);
  }

  double share(Option option) {
    return read(
        option,
        "is not a share",
        "write a number from 0 to 1, such as 0.05",
        SettingFormat::share,
        () -> 0.0);
  }

  boolean flag(Option option) {
    return read(
        option,
        "is neither true nor false",
        "write true or false",
        text ->
            text.equals("true") || text.equals("false")
                ? Optional.of(Boolean.valueOf(text))
                : Optional.empty(),
        () -> false);
  }

  Duration time(Option option) {
    return read(
        option,
        "is not a time",
        "write a number with ms, s or m, such as 250ms",
        SettingFormat::time,
        () -> Duration.ZERO);
  }

  <T> T read(
      Option option,
      String problem,
      String fix,
      Function<String, Optional<T>> reader,
      Supplier<T> otherwise) {
    Optional<T> value = reader.apply(text(option));
    if (value.isEmpty()) {
      problems.add("%s %s: '%s'; fix: %s".formatted(option.flag(), problem, text(option), fix));
    }
    return value.orElseGet(otherwise);
  }

  void check() {
    if (!problems.isEmpty()) {
      throw new InvalidSettingsException(problems);
    }
  }
}
