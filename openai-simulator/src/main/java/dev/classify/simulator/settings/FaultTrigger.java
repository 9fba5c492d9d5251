package dev.classify.simulator.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/// Which requests a fault applies to. Requests are numbered from 1 in the order of arrival.
public sealed interface FaultTrigger {

  boolean fires(long number, RandomGenerator random);

  String text();

  /// Each request with this probability.
  record Share(double share) implements FaultTrigger {
    @Override
    public boolean fires(long number, RandomGenerator random) {
      return random.nextDouble() < share;
    }

    @Override
    public String text() {
      return SettingFormat.text(share);
    }
  }

  /// The requests with these numbers.
  record Numbers(List<Long> numbers) implements FaultTrigger {
    public Numbers {
      numbers = List.copyOf(numbers);
    }

    @Override
    public boolean fires(long number, RandomGenerator random) {
      return numbers.contains(number);
    }

    @Override
    public String text() {
      return "#" + numbers.stream().map(String::valueOf).collect(Collectors.joining(","));
    }
  }

  /// The request with this number and every later one.
  record From(long first) implements FaultTrigger {
    @Override
    public boolean fires(long number, RandomGenerator random) {
      return number >= first;
    }

    @Override
    public String text() {
      return "#" + first + "+";
    }
  }

  static Optional<FaultTrigger> read(String text) {
    if (!text.startsWith("#")) {
      return SettingFormat.share(text).map(Share::new);
    }
    if (text.endsWith("+")) {
      return number(text.substring(1, text.length() - 1)).map(From::new);
    }
    List<Long> numbers = new ArrayList<>();
    for (String part : text.substring(1).split(",", -1)) {
      Optional<Long> number = number(part);
      if (number.isEmpty()) {
        return Optional.empty();
      }
      numbers.add(number.get());
    }
    return Optional.of(new Numbers(numbers));
  }

  private static Optional<Long> number(String text) {
    return SettingFormat.number(text).filter(number -> number > 0);
  }
}
