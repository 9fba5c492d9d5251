package dev.classify.indicator;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Builds an indicator with only the fields that a test needs.
public record TestIndicators(
    String name,
    @Nullable String units,
    @Nullable String longName,
    @Nullable String description,
    @Nullable String periodicity,
    @Nullable String scale,
    @Nullable String dataset,
    @Nullable String currencyCode,
    List<Observation> sample) {

  public static TestIndicators named(String name) {
    return new TestIndicators(name, null, null, null, null, null, null, null, List.of());
  }

  public TestIndicators in(String text) {
    return new TestIndicators(
        name, text, longName, description, periodicity, scale, dataset, currencyCode, sample);
  }

  public TestIndicators described(String text) {
    return new TestIndicators(
        name, units, longName, text, periodicity, scale, dataset, currencyCode, sample);
  }

  public TestIndicators every(String text) {
    return new TestIndicators(
        name, units, longName, description, text, scale, dataset, currencyCode, sample);
  }

  public TestIndicators scaled(String text) {
    return new TestIndicators(
        name, units, longName, description, periodicity, text, dataset, currencyCode, sample);
  }

  public TestIndicators from(String text) {
    return new TestIndicators(
        name, units, longName, description, periodicity, scale, text, currencyCode, sample);
  }

  public TestIndicators counted(String code) {
    return new TestIndicators(
        name, units, longName, description, periodicity, scale, dataset, code, sample);
  }

  /// Values at even steps from a first date.
  public TestIndicators valued(String first, int step, ChronoUnit unit, double... values) {
    LocalDate start = LocalDate.parse(first);
    List<Observation> points =
        IntStream.range(0, values.length)
            .mapToObj(i -> new Observation(start.plus((long) i * step, unit), values[i]))
            .toList();
    return new TestIndicators(
        name, units, longName, description, periodicity, scale, dataset, currencyCode, points);
  }

  public TestIndicators monthly(String first, double... values) {
    return valued(first, 1, ChronoUnit.MONTHS, values);
  }

  public Indicator indicator() {
    return new Indicator(
        "TEST.1",
        name,
        units,
        longName,
        description,
        periodicity,
        null,
        scale,
        null,
        null,
        dataset,
        currencyCode,
        null,
        null,
        sample);
  }
}
