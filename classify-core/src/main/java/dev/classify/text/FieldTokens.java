package dev.classify.text;

import dev.classify.indicator.Indicator;
import dev.classify.indicator.IndicatorField;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// The fields of one indicator as tokens, each cut only once and only when asked for.
///
/// For one thread: it is made for one answer.
public final class FieldTokens {

  /// A title names its subject long before this.
  private static final int TITLE_CHARACTERS_MAX = 400;

  /// A definition says in its first sentences what is measured; the rest is method.
  private static final int DESCRIPTION_CHARACTERS_MAX = 1_000;

  private final Indicator indicator;
  private final Map<IndicatorField, List<Token>> tokens = new EnumMap<>(IndicatorField.class);

  private FieldTokens(Indicator indicator) {
    this.indicator = indicator;
  }

  /// The tokens of an indicator's fields.
  public static FieldTokens of(Indicator indicator) {
    return new FieldTokens(indicator);
  }

  /// The tokens of the beginning of a field; none where it is empty.
  public List<Token> in(IndicatorField field) {
    return tokens.computeIfAbsent(field, this::cut);
  }

  private List<Token> cut(IndicatorField field) {
    String text = indicator.text(field);
    if (text == null) {
      return List.of();
    }
    int most =
        field == IndicatorField.DESCRIPTION ? DESCRIPTION_CHARACTERS_MAX : TITLE_CHARACTERS_MAX;
    return Tokenizer.tokens(text.substring(0, Math.min(text.length(), most)));
  }
}
