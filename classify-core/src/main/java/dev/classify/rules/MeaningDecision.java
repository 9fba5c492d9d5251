package dev.classify.rules;

import dev.classify.indicator.Indicator;
import dev.classify.taxonomy.Family;
import dev.classify.taxonomy.IndicatorType;
import dev.classify.taxonomy.UnitType;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// Decides what is measured: the strongest term that means something in the form of the unit.
final class MeaningDecision {

  private static final Set<SubjectKind> MEASURED =
      EnumSet.of(
          SubjectKind.QUANTITY,
          SubjectKind.EXTENT,
          SubjectKind.EVENTS,
          SubjectKind.FLOW,
          SubjectKind.COMPONENT);

  private static final int SUBJECT_WEIGHT_MIN = 5;

  private final RuleTables tables;
  private final MeaningTable table;
  private final UnitEvidence unit;
  private final NumberForm form;
  private final List<Subject.FoundTerm> kinds;
  private final Weighing<Meaning> meanings;

  private MeaningDecision(RuleTables tables, Subject subject, UnitEvidence unit) {
    this.tables = tables;
    this.table = tables.meanings();
    this.unit = unit;
    this.form = unit.form();
    this.kinds = subject.kinds();
    this.meanings = new Weighing<>(tables);
  }

  static Weighing<Meaning> of(
      RuleTables tables, Indicator indicator, Subject subject, UnitEvidence unit) {
    MeaningDecision decision = new MeaningDecision(tables, subject, unit);
    decision.addChange();
    boolean changes = !decision.meanings.isEmpty();
    decision.addTerms();
    decision.addIndexOfQuantity();
    decision.addUnitAlone();
    if (!changes && indicator.sample().stream().anyMatch(o -> o.value() < 0)) {
      decision.correctForNegativeValues();
    }
    return decision.meanings;
  }

  private void addChange() {
    if (unit.change() && form.unitType() != UnitType.PERCENTAGE) {
      table
          .of(SubjectKind.CHANGE, form)
          .ifPresent(
              changed ->
                  meanings.add(
                      changed, EvidenceKind.UNIT_OF_CHANGE, "the unit is that of a change"));
    }
  }

  private void addTerms() {
    boolean priced = priced();
    for (Subject.FoundTerm found : kinds) {
      table
          .of(found.term().kind(), form)
          .ifPresent(
              meaning ->
                  meanings.add(
                      meaning,
                      weight(found, meaning, priced),
                      found.source(),
                      reason(found, form, meaning)));
    }
  }

  /// Whether name, titles or unit say that this is a price. The description can then only say what
  /// the price is of.
  private boolean priced() {
    return form == NumberForm.MONEY_PER_ITEM
        || kinds.stream()
            .anyMatch(
                found ->
                    found.term().kind() == SubjectKind.PRICE
                        && found.source() != EvidenceSource.DESCRIPTION);
  }

  private int weight(Subject.FoundTerm found, Meaning meaning, boolean priced) {
    boolean pricedThing =
        priced
            && found.source() == EvidenceSource.DESCRIPTION
            && meaning.family() != Family.PRICE_VALUE;
    return pricedThing
        ? tables.weights().of(EvidenceKind.PRICED_THING)
        : priceOfThing(found)
            ? tables.weights().of(EvidenceKind.PRICE_PER_ITEM) + found.weight()
            // The weakest term still says more than the unit alone.
            : Math.max(found.weight(), tables.weights().of(EvidenceKind.UNIT_ALONE_IS_CHANGE) + 1);
  }

  /// `Exports, copper, price, US$ per pound`: beside money per piece, the word for a price decides
  /// over what is traded.
  private boolean priceOfThing(Subject.FoundTerm found) {
    return form == NumberForm.MONEY_PER_ITEM
        && found.term().kind() == SubjectKind.PRICE
        && found.source() != EvidenceSource.DESCRIPTION;
  }

  /// An index of something that is made, emitted or held is its amount relative to a base, not a
  /// score: the strong term beside the bare word `index` decides.
  private void addIndexOfQuantity() {
    if (kinds.isEmpty() || kinds.getFirst().term().kind() != SubjectKind.INDEX_WORD) {
      return;
    }
    kinds.stream()
        .filter(
            found ->
                MEASURED.contains(found.term().kind())
                    && found.term().weight() >= SUBJECT_WEIGHT_MIN)
        .findFirst()
        .ifPresent(
            found ->
                table
                    .of(found.term().kind(), NumberForm.INDEX)
                    .ifPresent(
                        meaning ->
                            meanings.add(
                                meaning,
                                kinds.getFirst().weight() + 1,
                                found.source(),
                                reason(found, NumberForm.INDEX, meaning))));
  }

  private static String reason(Subject.FoundTerm found, NumberForm form, Meaning meaning) {
    return found.quoted() + " in " + form.token() + " is " + written(meaning);
  }

  private static String written(Meaning meaning) {
    return meaning.family().token() + "/" + meaning.type().token();
  }

  private void addUnitAlone() {
    boolean noTerm = meanings.isEmpty();
    meanings.add(
        table.plain(form),
        kindOfUnitAlone(),
        noTerm ? "no term decides, so the unit does" : form.token() + " alone would say so");
  }

  /// One currency in another is a rate of exchange, a flag is a category, and a change in percent
  /// is a change; other units leave much open.
  private EvidenceKind kindOfUnitAlone() {
    if (unit.unknown()) {
      return EvidenceKind.NO_UNIT;
    }
    if (form == NumberForm.MONEY_PER_MONEY || form == NumberForm.UNKNOWN) {
      return EvidenceKind.UNIT_SAYS_ALL;
    }
    return form == NumberForm.PERCENT_CHANGE
        ? EvidenceKind.UNIT_ALONE_IS_CHANGE
        : EvidenceKind.UNIT_ALONE;
  }

  /// A part of a whole and an amount held cannot be negative; their changes can
  /// (docs/scheme.md 15).
  private void correctForNegativeValues() {
    Candidate<Meaning> winner = meanings.winner();
    IndicatorType type = winner.value().type();
    boolean part =
        form.unitType() == UnitType.PERCENTAGE
            && (type == IndicatorType.PERCENTAGE || type == IndicatorType.SHARE);
    if (part || type == IndicatorType.STOCK) {
      meanings.add(
          part
              ? table.plain(NumberForm.PERCENT_CHANGE)
              : table.of(SubjectKind.FLOW, NumberForm.MONEY).orElseThrow(),
          winner.weight() + 1,
          EvidenceSource.VALUES,
          winner.reason() + ", but values change sign");
    }
  }
}
