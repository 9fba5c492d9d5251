package dev.classify.taxonomy;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A column of an answer in tables and files: a field that somebody decides, or a flag that follows
/// from one.
public sealed interface AnswerColumn permits AnswerField, AnswerFlag {

  /// All of them, in the order in which answers are written (docs/scheme.md 1.2).
  List<AnswerColumn> ALL = inOrder();

  /// The name in JSON, files and tables, such as `unit_type`.
  String column();

  /// The value of an answer as text; null for no currency.
  @Nullable String text(Classification answer);

  private static List<AnswerColumn> inOrder() {
    List<AnswerColumn> columns = new ArrayList<>();
    for (AnswerField field : AnswerField.values()) {
      columns.add(field);
      for (AnswerFlag flag : AnswerFlag.values()) {
        if (flag.after() == field) {
          columns.add(flag);
        }
      }
    }
    return List.copyOf(columns);
  }
}
