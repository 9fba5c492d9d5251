package dev.classify.evaluate;

import dev.classify.outcome.DecidedAnswer;
import dev.classify.taxonomy.AnswerColumn;
import dev.classify.taxonomy.AnswerField;
import dev.classify.taxonomy.AnswerFlag;
import dev.classify.units.CurrencyCodes;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// What a row can be labelled with: the columns of an answer, compared as text.
///
/// @param source the field or flag that is labelled
public record LabelField(AnswerColumn source) implements Comparable<LabelField> {

  /// Stands for no currency, which is an answer like any other.
  public static final String NO_CURRENCY = AnswerField.NO_CURRENCY;

  private static final List<LabelField> ALL =
      AnswerColumn.ALL.stream().map(LabelField::new).toList();

  /// All of them, in the order in which answers are written.
  public static List<LabelField> all() {
    return ALL;
  }

  /// The field whose column this is; empty where none is.
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

  /// The field of an answer that this is; empty for a flag, which follows from another field and
  /// has no confidence of its own.
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

  /// The label that a text stands for; empty where it is none. Blank text is no currency.
  public Optional<String> label(String text, CurrencyCodes currencies) {
    String token = written(text);
    boolean known = tokens().contains(token) || (isCurrency() && currencies.known(token));
    return known ? Optional.of(token) : Optional.empty();
  }

  /// The text as it is compared with labels, whether or not it is a possible label.
  public String written(String text) {
    return isCurrency() && text.isBlank() ? NO_CURRENCY : text.strip();
  }

  /// The value that an answer gives.
  public String token(DecidedAnswer answer) {
    return Objects.requireNonNullElse(source.text(answer.answer()), NO_CURRENCY);
  }

  /// In the order of [#all].
  @Override
  public int compareTo(LabelField other) {
    return Integer.compare(ALL.indexOf(this), ALL.indexOf(other));
  }
}
