package dev.classify.rules;

import dev.classify.attributes.StatedUnit;
import dev.classify.indicator.Indicator;
import dev.classify.indicator.Observation;
import dev.classify.taxonomy.ReportingFrequency;
import dev.classify.taxonomy.Scale;
import dev.classify.taxonomy.UnitType;
import dev.classify.text.FieldTokens;
import dev.classify.units.CurrencyNaming;
import dev.classify.units.ScaleReading;
import dev.classify.units.UnitReading;
import dev.classify.units.UnitText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Decides unit, scale and currency from what the texts say and what is usual (docs/scheme.md 2 to
/// 4).
final class UnitDecision {

  /// No percentage has values that are all larger than this.
  private static final double PERCENT_VALUES_MAX = 1_000;

  private static final double HUNDRED = 100;

  /// With fewer points a first value of a hundred may be chance.
  private static final int BASED_POINTS_MIN = 3;

  private final RuleTables tables;
  private final Indicator indicator;
  private final FieldTokens tokens;
  private final FieldWords words;
  private final ReportingFrequency frequency;
  private final Weighing<UnitType> types;
  private final Weighing<Scale> scales;
  private final Weighing<String> currencies;
  private final List<String> conflicts = new ArrayList<>();
  private boolean doubted;
  private @Nullable StatedUnit stated;

  private UnitDecision(
      RuleTables tables,
      Indicator indicator,
      FieldTokens tokens,
      FieldWords words,
      ReportingFrequency frequency) {
    this.tables = tables;
    types = new Weighing<>(tables);
    scales = new Weighing<>(tables);
    currencies = new Weighing<>(tables);
    this.indicator = indicator;
    this.tokens = tokens;
    this.words = words;
    this.frequency = frequency;
  }

  static UnitEvidence of(
      RuleTables tables,
      Indicator indicator,
      FieldTokens tokens,
      FieldWords words,
      Subject subject,
      ReportingFrequency frequency) {
    UnitDecision decision = new UnitDecision(tables, indicator, tokens, words, frequency);
    List<UnitFinding> findings = UnitSearch.of(tables, tokens, words);
    if (findings.isEmpty()) {
      return decision.asUsual(subject, EvidenceKind.UNIT_USUAL);
    }
    if (overruled(findings.getFirst(), subject)) {
      decision.addTypes(findings);
      return decision.asUsual(subject, EvidenceKind.UNIT_OF_NAME);
    }
    return decision.asRead(findings);
  }

  /// A definition names other units than its own, so a word in the name with only one form decides:
  /// a growth rate is a percentage, even if its parts are amounts of money. A percentage in
  /// the long name is that of the series, whatever its name is usually counted in.
  private static boolean overruled(UnitFinding finding, Subject subject) {
    boolean percentage = finding.reading().type() == UnitType.PERCENTAGE;
    boolean elsewhere =
        finding.kind() == EvidenceKind.UNIT_IN_DESCRIPTION
            || (finding.kind() == EvidenceKind.UNIT_IN_LONG_NAME && !percentage);
    return elsewhere
        && subject
            .certainForm()
            .filter(form -> form.unitType() != finding.reading().type())
            .isPresent();
  }

  private void addTypes(List<UnitFinding> findings) {
    for (UnitFinding finding : findings) {
      types.add(
          finding.reading().type(),
          finding.weight(),
          finding.kind().source(),
          finding.phrase() + " " + describe(finding.reading().type()));
    }
  }

  private UnitEvidence asRead(List<UnitFinding> findings) {
    addTypes(findings);
    UnitFinding first = findings.getFirst();
    UnitReading reading = first.reading();
    stated = first.stated();
    if (reading.type() == UnitType.PERCENTAGE && allBeyond(PERCENT_VALUES_MAX)) {
      types.doubt("the values are far larger than percentages");
      conflicts.add("units say percent, the values are far larger");
      doubted = true;
    }
    weighScale(reading, first);
    weighCurrency(reading, first);
    return unit(
        tables.forms().of(reading, words, movesWithinYear()),
        reading.change(),
        reading.extraFactor() == 1 ? "" : ", extra factor " + reading.extraFactor(),
        reading.leftover());
  }

  private static String describe(UnitType type) {
    return type == UnitType.UNKNOWN ? "a flag without unit" : type.token();
  }

  private UnitEvidence unit(NumberForm form, boolean change, String note, List<String> leftover) {
    if (scales.isEmpty()) {
      scales.add(Scale.RAW_UNITS, EvidenceKind.SCALE_NOT_STATED, "no factor is stated");
    }
    if (currencies.isEmpty()) {
      currencies.add("", EvidenceKind.CURRENCY_NOT_STATED, "no currency is named");
    }
    return new UnitEvidence(
        form, change, doubted, types, scales, currencies, note, conflicts, leftover, stated);
  }

  private UnitEvidence asUsual(Subject subject, EvidenceKind ground) {
    Optional<NumberForm> usual =
        subject
            .usualForms()
            .filter(form -> form.unitType() != UnitType.PERCENTAGE || !allBeyond(HUNDRED))
            .findFirst();
    if (usual.isEmpty()) {
      types.add(UnitType.UNKNOWN, EvidenceKind.UNIT_NOT_KNOWN, "no unit could be established");
      return unit(NumberForm.UNKNOWN, false, "", List.of());
    }
    NumberForm written = tables.forms().usual(usual.get(), words);
    NumberForm form = startsAtHundred() && amount(written) ? NumberForm.INDEX : written;
    doubted = indicator.units() != null;
    if (doubted) {
      types.unread("the units are not understood");
      scales.unread("the units are not understood");
      currencies.unread("the units are not understood");
    }
    String unusable = doubted ? "units hold no unit; " : "";
    types.add(form.unitType(), ground, unusable + "unit is the usual one for the subject");
    scaleField().ifPresent(this::addScaleField);
    if (form.unitType() == UnitType.CURRENCY_AMOUNT) {
      codeField().ifPresent(this::addCode);
      usualCurrency(subject)
          .ifPresent(
              code ->
                  currencies.add(
                      code, EvidenceKind.CURRENCY_USUAL, "such money is usually " + code));
    }
    return unit(form, false, "", List.of());
  }

  private void addScaleField(Scale scale) {
    scales.add(scale, EvidenceKind.SCALE_FIELD, "the scale field says " + scale.token());
  }

  private void addCode(String code) {
    currencies.add(code, EvidenceKind.CURRENCY_CODE, "the currency code is " + code);
  }

  /// American money is dollars, except where it is the price of another currency.
  private Optional<String> usualCurrency(Subject subject) {
    if (subject.mentions(Set.of(SubjectKind.EXCHANGE))) {
      return tables.units().countryCurrencies().counted(words.name());
    }
    return tables.americanNames().in(tokens, words) ? Optional.of("USD") : Optional.empty();
  }

  /// A word that no table knows beside a currency may be a factor: `dollars` and `gazillion
  /// dollars` differ by it.
  private void doubtFactor(UnitReading reading) {
    if (!reading.factorStated() && !reading.leftover().isEmpty()) {
      scales.unread("a word beside the currency is not understood");
    }
  }

  /// The unit text outweighs the scale field, which counts for amounts and numbers only.
  private void weighScale(UnitReading reading, UnitFinding finding) {
    if (reading.factorStated()) {
      scales.add(
          reading.scale(),
          tables.weights().of(EvidenceKind.SCALE_STATED),
          finding.kind().source(),
          finding.phrase() + " " + reading.scale().token());
    }
    boolean counted =
        switch (reading.type()) {
          case COUNT, CURRENCY_AMOUNT, PHYSICAL -> true;
          case PERCENTAGE, INDEX, RATE, RATIO, DURATION, UNKNOWN -> false;
        };
    if (counted) {
      Optional<Scale> stated = scaleField();
      stated.ifPresent(this::addScaleField);
      stated
          .filter(field -> reading.factorStated() && field != reading.scale())
          .ifPresent(
              field ->
                  conflicts.add(
                      "units say %s, the scale field says %s"
                          .formatted(reading.scale().token(), field.token())));
    }
  }

  /// A field that is filled but not understood makes a scale that nothing else states uncertain.
  private Optional<Scale> scaleField() {
    String field = indicator.scale();
    if (field == null) {
      return Optional.empty();
    }
    ScaleReading reading = new UnitText(tables.units()).readScale(field);
    if (!reading.understood()) {
      scales.unread("the scale field is not understood");
    }
    return reading.scale();
  }

  private void weighCurrency(UnitReading reading, UnitFinding finding) {
    if (reading.type() != UnitType.CURRENCY_AMOUNT) {
      return;
    }
    doubtFactor(reading);
    if (reading.currencyNaming() == CurrencyNaming.PPP) {
      currencies.add("", EvidenceKind.CURRENCY_OF_UNIT, "purchasing power has no currency code");
      return;
    }
    String text = reading.currency();
    Optional<String> code = codeField();
    code.ifPresent(this::addCode);
    if (text != null) {
      currencies.add(
          text,
          tables.weights().of(EvidenceKind.CURRENCY_STATED),
          finding.kind().source(),
          finding.phrase() + " " + text);
      code.filter(other -> !other.equals(text))
          .ifPresent(
              other -> conflicts.add("units say %s, the currency code %s".formatted(text, other)));
    }
  }

  private Optional<String> codeField() {
    String field = indicator.currencyCode();
    if (field == null) {
      return Optional.empty();
    }
    UnitText text = new UnitText(tables.units());
    Optional<String> code = text.readCurrency(field);
    if (code.isEmpty() && !text.namesNoCurrency(field)) {
      currencies.unread("the currency code is not understood");
    }
    code.filter(known -> !tables.currencyCodes().inUse(known, indicator.dates()))
        .ifPresent(
            old -> currencies.doubt("the code " + old + " was not in use at the dates given"));
    return code;
  }

  /// Whether a bare percentage of an amount is its growth rather than a quotient: it has values, or
  /// it appears more often than once a year.
  private boolean movesWithinYear() {
    return !indicator.sample().isEmpty()
        || switch (frequency) {
          case DAILY, WEEKLY, MONTHLY, QUARTERLY -> true;
          case ANNUAL, POINT_IN_TIME -> false;
        };
  }

  /// Whether the oldest value is the base of an index.
  private boolean startsAtHundred() {
    List<Observation> sample = indicator.sample();
    return sample.size() >= BASED_POINTS_MIN && sample.getFirst().value() == HUNDRED;
  }

  private static boolean amount(NumberForm form) {
    return switch (form.unitType()) {
      case COUNT, CURRENCY_AMOUNT, PHYSICAL, RATE -> true;
      case PERCENTAGE, INDEX, RATIO, DURATION, UNKNOWN -> false;
    };
  }

  private boolean allBeyond(double bound) {
    List<Observation> sample = indicator.sample();
    return !sample.isEmpty() && sample.stream().allMatch(o -> Math.abs(o.value()) > bound);
  }
}
