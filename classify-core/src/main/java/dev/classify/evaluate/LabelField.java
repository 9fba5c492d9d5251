package dev.classify.evaluate;

import dev.classify.outcome.DecidedAnswer;
import dev.classify.taxonomy.AnswerColumn;
import dev.classify.taxonomy.AnswerField;
import dev.classify.taxonomy.AnswerFlag;
import dev.classify.units.CurrencyCodes;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// A column of an answer that can be labelled. Labels and answers are compared as text.
///
/// @param source the labelled field or flag
public record LabelField(AnswerColumn source) implements Comparable<LabelField> {

  /// The label for "no currency", which is an answer like any other.
  public static final String NO_CURRENCY = AnswerField.NO_CURRENCY;

  private static final List<LabelField> ALL =
      AnswerColumn.ALL.stream().map(LabelField::new).toList();

  /// All label fields, in the order of the answer columns.
  public static List<LabelField> all() {
    return ALL;
  }

  /// The field with this column name; empty if there is none.
  public static Optional<LabelField> named(String column) {
    return ALL.stream().filter(field -> field.column().equals(column)).findFirst();
  }

  /// The name of the column, such as `unit_type`.
  public String column() {
    return source.column();
  }

  public boolean isCurrency() {
    return source == AnswerField.CURRENCY;
  }

  /// The answer field behind this column; empty for a flag, which is derived from another field
  /// and has no confidence.
  public Optional<AnswerField> answerField() {
    return switch (source) {
      case AnswerField field -> Optional.of(field);
      case AnswerFlag _ -> Optional.empty();
    };
  }

  /// The possible labels; a currency can also be any known code.
  public List<String> tokens() {
    return switch (source) {
      case AnswerField field -> isCurrency() ? List.of(NO_CURRENCY) : field.tokens();
      case AnswerFlag _ -> List.of("true", "false");
    };
  }

  /// Parses a label; empty if the text is not a valid label. Blank text means no currency.
  public Optional<String> label(String text, CurrencyCodes currencies) {
    String token = written(text);
    boolean known = tokens().contains(token) || (isCurrency() && currencies.known(token));
    return known ? Optional.of(token) : Optional.empty();
  }

  /// The text in the form in which it is compared with labels; it need not be a valid label.
  public String written(String text) {
    return isCurrency() && text.isBlank() ? NO_CURRENCY : text.strip();
  }

  /// The value of this column in an answer.
  public String token(DecidedAnswer answer) {
    return Objects.requireNonNullElse(source.text(answer.answer()), NO_CURRENCY);
  }

  /// In the order of [#all].
  @Override
  public int compareTo(LabelField other) {
    return Integer.compare(ALL.indexOf(this), ALL.indexOf(other));
  }
}
