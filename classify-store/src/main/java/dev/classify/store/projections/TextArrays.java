package dev.classify.store.projections;

import java.util.Collection;

/// Writes arrays as PostgreSQL reads them, as one parameter each: JDBI would look up for every
/// element how to convert it.
final class TextArrays {

  private TextArrays() {}

  /// To be cast to an array where it is used, such as `:ids::text[]`.
  static String of(Collection<String> elements) {
    StringBuilder array = new StringBuilder("{");
    for (String element : elements) {
      if (array.length() > 1) {
        array.append(',');
      }
      quote(array, element);
    }
    return array.append('}').toString();
  }

  private static void quote(StringBuilder array, String element) {
    array.append('"');
    if (element.indexOf('"') < 0 && element.indexOf('\\') < 0) {
      array.append(element);
    } else {
      array.append(element.replace("\\", "\\\\").replace("\"", "\\\""));
    }
    array.append('"');
  }
}
