package dev.classify.input;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
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
/// @param key the id of the series in one column: `KEY` of the ECB, `SERIES_KEY`; null if there is
///     none
/// @param action what a receiver does with the row, from version 2.0; null if there is none
record SdmxTable(
    int columns,
    @Nullable SdmxComponent flow,
    @Nullable SdmxComponent key,
    @Nullable SdmxComponent action,
    SdmxComponent time,
    SdmxComponent value,
    List<SdmxComponent> dimensions,
    List<SdmxComponent> attributes) {

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
          "SERIES_KEY",
          "OBS_KEY",
          "LAST UPDATE",
          "TIME_PERIOD",
          "OBS_VALUE");

  private static final Set<String> WITHOUT_LABELS =
      Set.of("STRUCTURE", "ACTION", "KEY", "SERIES_KEY", "OBS_KEY", "LAST UPDATE");

  /// Attributes in every structure definition, which may stand anywhere in the row.
  private static final Pattern ATTRIBUTES =
      Pattern.compile(
          "OBS_.*|CONF_STATUS|UNIT_MULT|DECIMALS|TIME_FORMAT|COLLECTION|TITLE|TITLE_COMPL|"
              + "COMMENT.*|BASE_PER|UPDATED");

  /// One of them is in every table of observations.
  private static final Set<String> SIGNS =
      Set.of("DATAFLOW", "STRUCTURE_ID", "KEY", "FREQ", "REF_AREA", "GEO");

  SdmxTable {
    dimensions = List.copyOf(dimensions);
    attributes = List.copyOf(attributes);
  }

  /// Recognises a table by its header.
  static Optional<SdmxTable> of(List<String> header) {
    List<SdmxComponent> all = components(header);
    SdmxComponent time = named(all, "TIME_PERIOD");
    SdmxComponent value = named(all, "OBS_VALUE");
    if (time == null || value == null || all.stream().noneMatch(c -> SIGNS.contains(c.id()))) {
      return Optional.empty();
    }
    List<SdmxComponent> rest = all.stream().filter(c -> !MARKS.contains(c.id())).toList();
    @Nullable SdmxComponent key = named(all, "SERIES_KEY");
    key = key == null ? named(all, "KEY") : key;
    List<SdmxComponent> dimensions = dimensions(rest, value, key != null);
    return Optional.of(
        new SdmxTable(
            header.size(),
            all.stream().filter(c -> FLOWS.contains(c.id())).findFirst().orElse(null),
            key,
            named(all, "ACTION"),
            time,
            value,
            dimensions,
            rest.stream().filter(c -> !dimensions.contains(c)).toList()));
  }

  /// Services write the dimensions first; other writers may begin with the value.
  private static List<SdmxComponent> dimensions(
      List<SdmxComponent> all, SdmxComponent value, boolean keyed) {
    List<SdmxComponent> may =
        all.stream().filter(c -> !ATTRIBUTES.matcher(c.id()).matches()).toList();
    List<SdmxComponent> first = may.stream().filter(c -> c.column() < value.column()).toList();
    return first.isEmpty() && !keyed ? may : first;
  }

  private static @Nullable SdmxComponent named(List<SdmxComponent> all, String id) {
    return all.stream().filter(c -> c.id().equals(id)).findFirst().orElse(null);
  }

  private static List<SdmxComponent> components(List<String> header) {
    List<String> names = header.stream().map(String::strip).toList();
    boolean pairs = names.contains("STRUCTURE_NAME");
    List<SdmxComponent> all = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      SdmxComponent component = component(names, i, pairs);
      all.add(component);
      i += component.labels() > i ? 1 : 0;
    }
    return all;
  }

  private static SdmxComponent component(List<String> names, int index, boolean pairs) {
    String name = names.get(index);
    int colon = name.indexOf(':');
    String beginning = colon < 0 ? name : name.substring(0, colon);
    String written = SdmxComponent.plain(beginning);
    List<String> languages = SdmxComponent.languages(beginning);
    String id = written.toUpperCase(Locale.ROOT);
    String next = index + 1 < names.size() ? names.get(index + 1) : "";
    // Times and values have no codes, and a time may hold a colon.
    boolean labelled = colon >= 0 && !id.equals("TIME_PERIOD") && !id.equals("OBS_VALUE");
    if (labelled) {
      return new SdmxComponent(
          id, written, index, index, name.substring(colon + 1).strip(), languages);
    }
    boolean own =
        id.equals("STRUCTURE_ID")
            ? next.equals("STRUCTURE_NAME")
            : (pairs && !WITHOUT_LABELS.contains(id)) || next.equalsIgnoreCase(written + "_LABEL");
    return own && index + 1 < names.size()
        ? new SdmxComponent(id, written, index, index + 1, next, languages)
        : new SdmxComponent(id, written, index, -1, "", languages);
  }
}
