package dev.classify.input;

import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The dataflow or structure of a row.
///
/// @param agency which keeps it; empty if unknown, as the others
record SdmxFlow(String agency, String id, String name) {

  /// `ESTAT:NAMA_10_GDP(1.0)`, and its name behind a colon.
  private static final Pattern FORM =
      Pattern.compile("(?:([\\w.@-]+)[:=])?([\\w.@-]+)(?:\\([^)]*\\))?(?:\\s*:\\s*(.+))?");

  /// @param flow its column; null if the table has none
  static SdmxFlow of(@Nullable SdmxComponent flow, List<String> row) {
    if (flow == null) {
      return new SdmxFlow("", "", "");
    }
    String text = text(flow, row);
    Matcher m = FORM.matcher(text);
    if (!m.matches()) {
      return new SdmxFlow("", text, "");
    }
    String name = flow.labels() > flow.column() ? flow.label(row) : orEmpty(m.group(3));
    return new SdmxFlow(orEmpty(m.group(1)), orEmpty(m.group(2)), name);
  }

  /// As it stands in the row: its code holds a colon, so it is not cut by the component.
  static String text(SdmxComponent flow, List<String> row) {
    return flow.column() < row.size() ? row.get(flow.column()).strip() : "";
  }

  private static String orEmpty(@Nullable String text) {
    return Objects.requireNonNullElse(text, "");
  }
}
