package dev.classify.input;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A column of SDMX-CSV, with that of its labels.
///
/// @param id in upper case
/// @param written the id as it stands in the header
/// @param column of the codes
/// @param labels column of the labels; the same if they stand behind the codes; -1 without labels
/// @param title of the labels; empty without labels
/// @param languages of a text that stands in the cell once for each; empty if it does not
record SdmxComponent(
    String id, String written, int column, int labels, String title, List<String> languages) {

  /// What says that a dimension does not apply to the row, in versions 2.0 and 2.1.
  private static final List<String> ABSENT = List.of("~", "*");

  /// `A: Annual`. A text such as `US dollar: daily` has no code in front, an address neither.
  private static final Pattern LABELLED =
      Pattern.compile("([^\\s:]+):(?!//)\\s*(.*)", Pattern.DOTALL);

  /// Texts, which may hold a colon.
  private static final Pattern UNCODED =
      Pattern.compile("TITLE.*|COMMENT.*|NOTES?|.*_NOTES?|DESCRIPTION|.*_DESC|UPDATED|LAST.UPDATE");

  /// What behind an id says of its cells: `[]` that they hold several values, `[en;fr]` languages.
  private static final Pattern BRACKETS = Pattern.compile("\\[([^\\]]*)\\]");

  SdmxComponent {
    languages = List.copyOf(languages);
  }

  /// An id without the brackets behind it.
  static String plain(String written) {
    return BRACKETS.matcher(written).replaceAll("").strip();
  }

  /// The languages behind an id, such as those of `TITLE[en;fr]`.
  static List<String> languages(String written) {
    Matcher brackets = BRACKETS.matcher(written);
    return brackets.find() && brackets.group(1).matches("[a-z]{2}(?:[^a-z][a-z]{2})*")
        ? Arrays.asList(brackets.group(1).split("[^a-z]", -1))
        : List.of();
  }

  /// Whether the row says that it is about all values of the dimension.
  boolean isAbsent(List<String> row) {
    return ABSENT.contains(text(row, column));
  }

  /// Empty if the row has none.
  String code(List<String> row) {
    if (isAbsent(row)) {
      return "";
    }
    String text = text(row, column);
    Matcher labelled = LABELLED.matcher(text);
    return isBehind() && labelled.matches() ? labelled.group(1) : local(text);
  }

  /// A period, which may stand twice where labels stand behind codes: `2014-01: 2014-01`.
  String period(List<String> row) {
    String text = code(row);
    int label = text.indexOf(": ");
    return label < 0 ? text : text.substring(0, label);
  }

  /// Empty if the row has none.
  String label(List<String> row) {
    String text = labels < 0 ? "" : text(row, labels);
    Matcher labelled = LABELLED.matcher(text);
    return isBehind() && labelled.matches() ? labelled.group(2).strip() : local(text);
  }

  /// The label, or else the code.
  String text(List<String> row) {
    String label = label(row);
    return label.isEmpty() ? code(row) : label;
  }

  private boolean isBehind() {
    return labels == column && !UNCODED.matcher(id).matches();
  }

  /// The English one of `en:Trade;fr:Commerce`, or else the first.
  private String local(String text) {
    if (languages.isEmpty()) {
      return text;
    }
    Matcher start =
        Pattern.compile("(?:^|\\W)(" + String.join("|", languages) + "):").matcher(text);
    String first = "";
    String language = "";
    int from = -1;
    while (start.find()) {
      if (from >= 0) {
        String part = text.substring(from, start.start()).strip();
        first = first.isEmpty() ? part : first;
        if (language.equals("en")) {
          return part;
        }
      }
      language = start.group(1);
      from = start.end();
    }
    String last = from < 0 ? text : text.substring(from).strip();
    return language.equals("en") || first.isEmpty() ? last : first;
  }

  private static String text(List<String> row, int index) {
    return index < row.size() ? row.get(index).strip() : "";
  }
}
