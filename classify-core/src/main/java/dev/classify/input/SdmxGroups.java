package dev.classify.input;

import dev.classify.indicator.Problem;
import dev.classify.input.RawRows.RawRow;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Attributes that rows of SDMX-CSV 2.0 give to all series with some dimensions in common, or to
/// the whole data set. Such a row has no value, and some of its dimensions are empty, `~` or `*`.
final class SdmxGroups {

  /// Rows of groups that are kept; with ten attributes each they take some 10 MB.
  static final int GROUPS_MAX = 10_000;

  /// Attributes of one observation, which say nothing about a series.
  private static final Pattern OF_OBSERVATIONS = Pattern.compile("OBS_.*|CONF_STATUS");

  /// @param row what the columns of attributes hold; the others are empty
  private record Group(long line, List<String> row) {}

  private final List<SdmxComponent> dimensions;
  private final List<SdmxComponent> attributes;
  private final int columns;

  /// By which parts of the key are filled, and then by these parts.
  private final Map<List<Boolean>, Map<List<String>, List<Group>>> groups = new HashMap<>();

  private final Map<Long, Boolean> used = new HashMap<>();

  SdmxGroups(SdmxTable table) {
    dimensions = table.dimensions();
    attributes =
        table.attributes().stream()
            .filter(attribute -> !OF_OBSERVATIONS.matcher(attribute.id()).matches())
            .toList();
    columns = table.columns();
  }

  /// Whether a row without a value is about a group. One with a period may also be an observation
  /// that is missing, in a series of which a dimension is empty.
  ///
  /// @param key what rows of the same series have in common; parts that are not said are empty
  boolean isGroup(List<String> key, String period, List<String> row) {
    return key.contains("")
        && (period.isEmpty() || dimensions.stream().anyMatch(each -> each.isAbsent(row)))
        && attributes.stream().anyMatch(attribute -> !attribute.code(row).isEmpty());
  }

  /// Keeps the row of a group.
  ///
  /// @return whether there was room for it
  boolean add(long line, List<String> key, List<String> row) {
    if (used.size() >= GROUPS_MAX) {
      return false;
    }
    used.put(line, false);
    List<Boolean> filled = key.stream().map(part -> !part.isEmpty()).toList();
    groups
        .computeIfAbsent(filled, _ -> new HashMap<>())
        .computeIfAbsent(key, _ -> new ArrayList<>())
        .add(new Group(line, attributes(row)));
    return true;
  }

  private List<String> attributes(List<String> row) {
    List<String> said = new ArrayList<>(Collections.nCopies(columns, ""));
    for (SdmxComponent attribute : attributes) {
      for (int index : List.of(attribute.column(), attribute.labels())) {
        if (index >= 0 && index < row.size()) {
          said.set(index, row.get(index));
        }
      }
    }
    return said;
  }

  /// Adds to a series what is said of its groups.
  void describe(List<String> key, SdmxSeries series) {
    groups.forEach(
        (filled, byKey) -> {
          List<String> part = new ArrayList<>(key);
          for (int i = 0; i < key.size(); i++) {
            if (!filled.get(i)) {
              part.set(i, "");
            }
          }
          for (Group group : byKey.getOrDefault(part, List.of())) {
            series.describe(group.row());
            used.put(group.line(), true);
          }
        });
  }

  /// The rows that are about none of the series that were described.
  List<RawRow> unused() {
    return used.entrySet().stream()
        .filter(group -> !group.getValue())
        .map(Map.Entry::getKey)
        .sorted()
        .<RawRow>map(
            line ->
                new RawRow.Broken(
                    line,
                    "",
                    new Problem(
                        "row",
                        "gives attributes to a group of series that the table does not have",
                        "give it the dimensions of the group, or remove it")))
        .toList();
  }
}
