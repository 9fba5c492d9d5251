package dev.classify.rules;

import dev.classify.attributes.UnreadColumns;
import dev.classify.indicator.Indicator;
import dev.classify.indicator.IndicatorField;
import dev.classify.indicator.Problem;
import dev.classify.time.FrequencyEvidence;
import dev.classify.units.UnitText;
import java.util.ArrayList;
import java.util.List;

/// Finds fields that are filled but that no table understands, so that nobody believes they
/// counted.
public final class UnreadFields {

  private static final int SHOWN_CHARACTERS_MAX = 40;

  private final UnitText units;
  private final FrequencyEvidence frequencies;
  private final UnreadColumns columns;

  public UnreadFields(RuleTables tables) {
    units = new UnitText(tables.units());
    frequencies = new FrequencyEvidence(tables.time());
    columns = new UnreadColumns(tables.attributes());
  }

  /// A warning for each of scale, currency code and periodicity that is not understood, and for
  /// each column with a code of an attribute.
  public List<Problem> of(Indicator indicator) {
    List<Problem> found = new ArrayList<>();
    String scale = indicator.scale();
    if (scale != null && !units.readScale(scale).understood()) {
      found.add(
          unread(
              IndicatorField.SCALE,
              scale,
              "write a word such as millions, a number such as 1000000, or its power of ten, 6"));
    }
    String code = indicator.currencyCode();
    if (code != null && units.readCurrency(code).isEmpty() && !units.namesNoCurrency(code)) {
      found.add(
          unread(IndicatorField.CURRENCY_CODE, code, "write an ISO 4217 code such as EUR or 978"));
    }
    String periodicity = indicator.periodicity();
    if (periodicity != null && frequencies.periodicityUnread(indicator)) {
      found.add(
          unread(
              IndicatorField.PERIODICITY,
              periodicity,
              "write a word such as monthly, or a code such as M or P1M"));
    }
    found.addAll(columns.of(indicator));
    return found;
  }

  private static Problem unread(IndicatorField field, String text, String fix) {
    String shown =
        text.length() <= SHOWN_CHARACTERS_MAX
            ? text
            : text.substring(0, SHOWN_CHARACTERS_MAX) + "...";
    return new Problem(
        field.column(), "is not understood, so it counts for nothing: " + shown, fix);
  }
}
