package dev.classify.input;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A table in SDMX-CSV 1.0 or 2.0: each row is an observation, and the values of its dimensions
/// together are its series.
///
/// Labels are read in each of the published forms: none; behind the code (`FREQ: Frequency` and
/// `A: Annual`); or in a column of their own behind that of the code, which `STRUCTURE_NAME` or the
/// ending `_LABEL` shows.
///
/// @param columns how many the table has
/// @param flow the dataflow or structure; null if no column names it
/// @param key the id of the series in one column, as the ECB writes it; null if there is none
/// @param action what a receiver does with the row, from version 2.0; null if there is none
record SdmxTable(
    int columns,
    @Nullable Component flow,
    @Nullable Component key,
    @Nullable Component action,
    Component time,
    Component value,
    List<Component> dimensions,
    List<Component> attributes) {

  /// A column, with that of its labels.
  ///
  /// @param id in upper case
  /// @param written the id as it stands in the header
  /// @param column of the codes
  /// @param labels column of the labels; the same if they stand behind the codes; -1 without labels
  /// @param title of the labels; empty without labels
  record Component(String id, String written, int column, int labels, String title) {

    String code(List<String> row) {
      String text = text(row, column);
      int colon = labels == column ? text.indexOf(':') : -1;
      return colon < 0 ? text : text.substring(0, colon).strip();
    }

    /// Empty if the row has none.
    String label(List<String> row) {
      String text = labels < 0 ? "" : text(row, labels);
      return labels == column ? text.substring(text.indexOf(':') + 1).strip() : text;
    }

    /// The label, or else the code.
    String text(List<String> row) {
      String label = label(row);
      return label.isEmpty() ? code(row) : label;
    }

    private static String text(List<String> row, int index) {
      return index < row.size() ? row.get(index).strip() : "";
    }
  }

  private static final Set<String> FLOWS = Set.of("DATAFLOW", "STRUCTURE_ID");

  /// Columns of which none tells series apart.
  private static final Set<String> MARKS =
      Set.of(
          "DATAFLOW",
          "STRUCTURE",
          "STRUCTURE_ID",
          "STRUCTURE_NAME",
          "ACTION",
          "KEY",
          "LAST UPDATE",
          "TIME_PERIOD",
          "OBS_VALUE");

  private static final Set<String> WITHOUT_LABELS =
      Set.of("STRUCTURE", "ACTION", "KEY", "LAST UPDATE");

  /// One of them is in every table of observations.
  private static final Set<String> SIGNS =
      Set.of("DATAFLOW", "STRUCTURE_ID", "KEY", "FREQ", "REF_AREA", "GEO");

  SdmxTable {
    dimensions = List.copyOf(dimensions);
    attributes = List.copyOf(attributes);
  }

  /// Recognises a table by its header.
  static Optional<SdmxTable> of(List<String> header) {
    List<Component> all = components(header);
    Component time = named(all, "TIME_PERIOD");
    Component value = named(all, "OBS_VALUE");
    if (time == null || value == null || all.stream().noneMatch(c -> SIGNS.contains(c.id))) {
      return Optional.empty();
    }
    List<Component> rest = all.stream().filter(c -> !MARKS.contains(c.id)).toList();
    return Optional.of(
        new SdmxTable(
            header.size(),
            all.stream().filter(c -> FLOWS.contains(c.id)).findFirst().orElse(null),
            named(all, "KEY"),
            named(all, "ACTION"),
            time,
            value,
            rest.stream().filter(c -> c.column < value.column).toList(),
            rest.stream().filter(c -> c.column > value.column).toList()));
  }

  private static @Nullable Component named(List<Component> all, String id) {
    return all.stream().filter(c -> c.id.equals(id)).findFirst().orElse(null);
  }

  private static List<Component> components(List<String> header) {
    List<String> names = header.stream().map(String::strip).toList();
    boolean pairs = names.contains("STRUCTURE_NAME");
    List<Component> all = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      Component component = component(names, i, pairs);
      all.add(component);
      i += component.labels > i ? 1 : 0;
    }
    return all;
  }

  private static Component component(List<String> names, int index, boolean pairs) {
    String name = names.get(index);
    int colon = name.indexOf(':');
    String written = colon < 0 ? name : name.substring(0, colon).strip();
    String id = written.toUpperCase(Locale.ROOT);
    String next = index + 1 < names.size() ? names.get(index + 1) : "";
    // Times and values have no codes, and a time may hold a colon.
    boolean labelled = colon >= 0 && !id.equals("TIME_PERIOD") && !id.equals("OBS_VALUE");
    if (labelled) {
      return new Component(id, written, index, index, name.substring(colon + 1).strip());
    }
    boolean own =
        id.equals("STRUCTURE_ID")
            ? next.equals("STRUCTURE_NAME")
            : (pairs && !WITHOUT_LABELS.contains(id)) || next.equalsIgnoreCase(written + "_LABEL");
    return own && index + 1 < names.size()
        ? new Component(id, written, index, index + 1, next)
        : new Component(id, written, index, -1, "");
  }
}
