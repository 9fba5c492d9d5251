package dev.classify.rules;

import dev.classify.indicator.Indicator;
import dev.classify.indicator.Observation;
import dev.classify.taxonomy.Scale;
import dev.classify.taxonomy.UnitType;
import dev.classify.text.FieldTokens;
import dev.classify.text.Tokenizer;
import dev.classify.time.FrequencyEvidence;
import dev.classify.units.CurrencyCodes;
import dev.classify.units.CurrencyPair;
import dev.classify.units.MoneyName;
import dev.classify.units.UnitReading;
import dev.classify.units.UnitText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Decides unit, scale and currency from what was read and what is usual (sections 2 to 4).
final class UnitDecision {

  /// No percentage of anything that is measured this way is as large as every value of the sample.
  private static final double PERCENT_VALUES_MAX = 1_000;

  private static final double HUNDRED = 100;

  private static final double USUAL = 0.6;
  private static final double NOTHING_KNOWN = 0.2;

  private final Indicator indicator;
  private final FieldTokens tokens;
  private final Words words;
  private final List<String> conflicts = new ArrayList<>();

  private UnitDecision(Indicator indicator, FieldTokens tokens, Words words) {
    this.indicator = indicator;
    this.tokens = tokens;
    this.words = words;
  }

  static Unit of(Indicator indicator, FieldTokens tokens, Words words, Subject subject) {
    UnitDecision decision = new UnitDecision(indicator, tokens, words);
    return UnitSearch.of(tokens, words)
        .filter(finding -> !overruled(finding, subject))
        .map(decision::asRead)
        .orElseGet(() -> decision.asUsual(subject));
  }

  /// A definition names other units than its own, so a word in the name that has one form decides:
  /// a growth rate is a percentage, whatever its parts are measured in.
  private static boolean overruled(UnitFinding finding, Subject subject) {
    boolean elsewhere =
        finding.source().equals("the description") || finding.source().equals("the long name");
    return elsewhere
        && subject
            .certainForm()
            .filter(form -> form.unitType() != finding.reading().type())
            .isPresent();
  }

  private Unit asRead(UnitFinding finding) {
    UnitReading reading = finding.reading();
    double confidence = reading.confidence();
    if (reading.type() == UnitType.PERCENTAGE && allBeyond(PERCENT_VALUES_MAX)) {
      conflicts.add("units say percent, the values are far larger");
      confidence = Math.min(confidence, 0.35);
    }
    String extra = reading.extraFactor() == 1 ? "" : ", extra factor " + reading.extraFactor();
    // Before the conflicts are joined, because looking at scale and currency finds some.
    Scale scale = scale(reading);
    String currency = currency(reading);
    return new Unit(
        Forms.of(reading, words, movesWithinYear()),
        reading.change(),
        scale,
        currency,
        confidence,
        "%s %s %s%s"
            .formatted(
                finding.source(),
                finding.source().endsWith("s") ? "say" : "says",
                reading.type() == UnitType.UNKNOWN ? "a flag without unit" : reading.type().token(),
                extra),
        conflicts.isEmpty() ? null : String.join("; ", conflicts));
  }

  private Unit asUsual(Subject subject) {
    Optional<Form> usual =
        subject
            .usualForms()
            .filter(form -> form.unitType() != UnitType.PERCENTAGE || !allBeyond(HUNDRED))
            .findFirst();
    if (usual.isEmpty()) {
      return new Unit(
          Form.UNKNOWN,
          false,
          Scale.RAW_UNITS,
          null,
          NOTHING_KNOWN,
          "no unit could be established",
          null);
    }
    Form form = Forms.usual(usual.get(), words);
    Scale scale =
        switch (form.unitType()) {
          case PERCENTAGE -> Scale.PERCENT;
          case INDEX -> Scale.INDEX;
          case COUNT, CURRENCY_AMOUNT, PHYSICAL, RATE, RATIO, DURATION, UNKNOWN ->
              scaleField().orElse(Scale.RAW_UNITS);
        };
    String currency =
        form.unitType() == UnitType.CURRENCY_AMOUNT
            ? codeField().or(() -> usualCurrency(subject)).orElse(null)
            : null;
    String unusable = indicator.units() == null ? "" : "units hold no unit; ";
    return new Unit(
        form,
        false,
        scale,
        currency,
        USUAL,
        unusable + "unit is the usual one for the subject",
        null);
  }

  /// American money is dollars, except where it is the price of another currency.
  private Optional<String> usualCurrency(Subject subject) {
    if (subject.speaksOf(Set.of(Nature.EXCHANGE))) {
      return CurrencyPair.counted(words.name());
    }
    return UnitSearch.american(tokens, words) ? Optional.of("USD") : Optional.empty();
  }

  /// The unit text wins over the scale field; the conflict is named.
  private Scale scale(UnitReading reading) {
    Optional<Scale> field = scaleField();
    boolean counted =
        switch (reading.type()) {
          case COUNT, CURRENCY_AMOUNT, PHYSICAL -> true;
          case PERCENTAGE, INDEX, RATE, RATIO, DURATION, UNKNOWN -> false;
        };
    if (!counted || field.isEmpty()) {
      return reading.scale();
    }
    if (reading.stated() && reading.scale() != field.get()) {
      conflicts.add(
          "units say %s, the scale field says %s"
              .formatted(reading.scale().token(), field.get().token()));
    }
    return reading.stated() ? reading.scale() : field.get();
  }

  private Optional<Scale> scaleField() {
    if (indicator.scale() == null) {
      return Optional.empty();
    }
    UnitReading reading = UnitText.read(Tokenizer.tokens(indicator.scale()), false);
    return reading.stated() ? Optional.of(reading.scale()) : Optional.empty();
  }

  private @Nullable String currency(UnitReading reading) {
    if (reading.type() != UnitType.CURRENCY_AMOUNT || reading.money() == MoneyName.PPP) {
      return null;
    }
    String text = reading.currency();
    Optional<String> code = codeField();
    if (text == null || code.isEmpty()) {
      return code.orElse(text);
    }
    if (!code.get().equals(text)) {
      conflicts.add("units say %s, the currency code %s".formatted(text, code.get()));
    }
    return code.get();
  }

  private Optional<String> codeField() {
    return Optional.ofNullable(indicator.currencyCode())
        .map(code -> code.strip().toUpperCase(Locale.ROOT))
        .filter(CurrencyCodes::known);
  }

  /// Whether a bare percentage of an amount is rather its growth than a quotient: its values are
  /// there to be looked at, or it appears within the year.
  private boolean movesWithinYear() {
    return !indicator.sample().isEmpty()
        || switch (FrequencyEvidence.of(indicator, tokens).frequency()) {
          case DAILY, WEEKLY, MONTHLY, QUARTERLY -> true;
          case ANNUAL, POINT_IN_TIME -> false;
        };
  }

  private boolean allBeyond(double bound) {
    List<Observation> sample = indicator.sample();
    return !sample.isEmpty() && sample.stream().allMatch(o -> Math.abs(o.value()) > bound);
  }
}
