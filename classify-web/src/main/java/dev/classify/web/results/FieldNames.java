package dev.classify.web.results;

import dev.classify.taxonomy.AnswerColumn;
import dev.classify.taxonomy.AnswerField;
import dev.classify.taxonomy.Classification;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The fields of an answer by the names that they have in JSON: `unit_type` is `unitType`.
public final class FieldNames {

  private FieldNames() {}

  public static String of(AnswerColumn column) {
    return of(column.column());
  }

  /// A column by its name in JSON.
  public static String of(String column) {
    String[] words = column.split("_", -1);
    StringBuilder name = new StringBuilder(words[0]);
    for (int i = 1; i < words.length; i++) {
      name.append(Character.toUpperCase(words[i].charAt(0))).append(words[i].substring(1));
    }
    return name.toString();
  }

  /// The field of this name; empty where there is none.
  public static Optional<AnswerField> find(String name) {
    return Arrays.stream(AnswerField.values()).filter(field -> of(field).equals(name)).findFirst();
  }

  /// The values of an answer by field, in the order of the fields; null for no currency.
  public static Map<String, @Nullable String> values(Classification answer) {
    Map<String, @Nullable String> values = new LinkedHashMap<>();
    for (AnswerField field : AnswerField.values()) {
      values.put(of(field), field.text(answer));
    }
    return values;
  }
}
