package dev.classify.text;

import dev.classify.indicator.Indicator;
import dev.classify.indicator.IndicatorField;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// The fields of one indicator as tokens. Each field is cut once, when it is first needed.
///
/// Made for one answer, and used by one thread.
public final class FieldTokens {

  /// Titles name their subject long before this.
  private static final int TITLE_CHARACTERS_MAX = 400;

  /// The first sentences of a definition say what is measured; the rest describes the method.
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

  /// The tokens of a field, up to a limit; none if it is empty.
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
