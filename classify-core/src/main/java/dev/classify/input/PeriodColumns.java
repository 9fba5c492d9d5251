package dev.classify.input;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Columns that are periods, as in a table with a column for each year: their values are the
/// sample of a row.
///
/// @param periods by the index of their column, in the order of the table
record PeriodColumns(Map<Integer, Period> periods) {

  /// One period.
  ///
  /// @param form the same for all periods of one frequency
  /// @param order that of time, within one frequency
  record Period(String name, String form, int order) {

    static Period of(String name) {
      String[] numbers = name.split("\\D+", -1);
      int within = numbers.length > 1 ? Integer.parseInt(numbers[1]) : 0;
      return new Period(
          name, name.replaceAll("\\d+", "9"), Integer.parseInt(numbers[0]) * 100 + within);
    }
  }

  static final PeriodColumns NONE = new PeriodColumns(Map.of());

  /// Values of more periods say no more about a series.
  static final int VALUES_MAX = 100;

  /// A single number of four digits may name something else.
  private static final int PERIODS_MIN = 2;

  /// `2019`, `2019-Q1`, `2019M01`, `2019-06`, `2019-S1`, and `2019 [YR2019]` of the World Bank.
  private static final Pattern PERIOD =
      Pattern.compile(
          "((?:1[5-9]|20|21)\\d\\d)(?:[-:]?([MQSHWmqshw])?-?(\\d{1,2}))?(?: \\[YR\\d+])?");

  /// Finds the columns.
  static PeriodColumns of(List<String> header) {
    Map<Integer, Period> periods = new LinkedHashMap<>();
    for (int i = 0; i < header.size(); i++) {
      String period = period(header.get(i).strip());
      if (period != null) {
        periods.put(i, Period.of(period));
      }
    }
    return periods.size() < PERIODS_MIN ? NONE : new PeriodColumns(periods);
  }

  static boolean isPeriod(String name) {
    return PERIOD.matcher(name.strip()).matches();
  }

  private static @Nullable String period(String name) {
    Matcher m = PERIOD.matcher(name);
    if (!m.matches()) {
      return null;
    }
    if (m.group(3) == null) {
      return m.group(1);
    }
    return m.group(2) == null
        ? m.group(1) + "-" + m.group(3)
        : m.group(1) + "-" + m.group(2).toUpperCase(Locale.ROOT) + m.group(3);
  }

  /// The latest values of a row as sample values. A table of several frequencies has values of one
  /// of them in each row, or of all: those with the most values are used.
  ///
  /// @return null if the row has no value in these columns
  @Nullable JsonNode sample(List<String> values) {
    Map<String, List<Integer>> byForm = new HashMap<>();
    periods.forEach(
        (index, period) -> {
          if (index < values.size() && !values.get(index).isBlank()) {
            byForm.computeIfAbsent(period.form(), _ -> new ArrayList<>()).add(index);
          }
        });
    List<Integer> most = List.of();
    for (List<Integer> indexes : byForm.values()) {
      most = indexes.size() > most.size() ? indexes : most;
    }
    if (most.isEmpty()) {
      return null;
    }
    // Some tables begin with the latest period.
    List<Integer> latest =
        most.stream()
            .sorted(Comparator.comparing((Integer index) -> period(index).order()).reversed())
            .limit(VALUES_MAX)
            .toList();
    ArrayNode sample = JsonNodeFactory.instance.arrayNode();
    for (int index : latest.reversed()) {
      sample.addObject().put("date", period(index).name()).put("value", values.get(index).strip());
    }
    return sample;
  }

  private Period period(int index) {
    return Objects.requireNonNull(periods.get(index));
  }
}
