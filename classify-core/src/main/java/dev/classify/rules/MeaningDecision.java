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

  private MeaningDecision() {}

  static Weighing<Meaning> of(Indicator indicator, Subject subject, UnitEvidence unit) {
    NumberForm form = unit.form();
    Weighing<Meaning> meanings = new Weighing<>();
    if (unit.change() && form.unitType() != UnitType.PERCENTAGE) {
      MeaningTable.of(SubjectKind.CHANGE, form)
          .ifPresent(
              changed ->
                  meanings.add(
                      changed, EvidenceKind.UNIT_OF_CHANGE, "the unit is that of a change"));
    }
    boolean changes = !meanings.isEmpty();
    boolean priced = priced(subject, form);
    for (Subject.FoundTerm found : subject.kinds()) {
      MeaningTable.of(found.term().kind(), form)
          .ifPresent(
              meaning ->
                  meanings.add(
                      meaning,
                      weight(found, meaning, priced),
                      found.source(),
                      reason(found, form, meaning)));
    }
    addIndexOfQuantity(meanings, subject.kinds());
    boolean noTerm = meanings.isEmpty();
    meanings.add(
        MeaningTable.plain(form),
        kindOfUnitAlone(unit),
        noTerm ? "no term decides, so the unit does" : form.token() + " alone would say so");
    if (!changes && indicator.sample().stream().anyMatch(o -> o.value() < 0)) {
      correctForNegativeValues(meanings, form);
    }
    return meanings;
  }

  /// Whether name, titles or unit say that this is a price, so that its description can only say of
  /// what.
  private static boolean priced(Subject subject, NumberForm form) {
    return form == NumberForm.MONEY_PER_ITEM
        || subject.kinds().stream()
            .anyMatch(
                found ->
                    found.term().kind() == SubjectKind.PRICE
                        && found.source() != EvidenceSource.DESCRIPTION);
  }

  private static int weight(Subject.FoundTerm found, Meaning meaning, boolean priced) {
    boolean ofWhat =
        priced
            && found.source() == EvidenceSource.DESCRIPTION
            && meaning.family() != Family.PRICE_VALUE;
    return ofWhat
        ? EvidenceKind.PRICED_THING.weight()
        // The weakest term still says more than the unit alone.
        : Math.max(found.weight(), EvidenceKind.UNIT_ALONE_IS_CHANGE.weight() + 1);
  }

  /// An index of something that is made, emitted or held is its number relative to a base, not a
  /// score: the strong term beside the bare word decides.
  private static void addIndexOfQuantity(
      Weighing<Meaning> meanings, List<Subject.FoundTerm> natures) {
    if (natures.isEmpty() || natures.getFirst().term().kind() != SubjectKind.INDEX_WORD) {
      return;
    }
    natures.stream()
        .filter(
            found ->
                MEASURED.contains(found.term().kind())
                    && found.term().weight() >= SUBJECT_WEIGHT_MIN)
        .findFirst()
        .ifPresent(
            found ->
                MeaningTable.of(found.term().kind(), NumberForm.INDEX)
                    .ifPresent(
                        meaning ->
                            meanings.add(
                                meaning,
                                natures.getFirst().weight() + 1,
                                found.source(),
                                reason(found, NumberForm.INDEX, meaning))));
  }

  private static String reason(Subject.FoundTerm found, NumberForm form, Meaning meaning) {
    return found.quoted() + " in " + form.token() + " is " + written(meaning);
  }

  private static String written(Meaning meaning) {
    return meaning.family().token() + "/" + meaning.type().token();
  }

  /// A change in percent means one thing only; other units leave much open.
  private static EvidenceKind kindOfUnitAlone(UnitEvidence unit) {
    if (unit.unknown()) {
      return EvidenceKind.NO_UNIT;
    }
    return unit.form() == NumberForm.PERCENT_CHANGE
        ? EvidenceKind.UNIT_ALONE_IS_CHANGE
        : EvidenceKind.UNIT_ALONE;
  }

  /// A part of a whole and an amount held cannot be negative; their changes can
  /// (docs/scheme.md 15).
  private static void correctForNegativeValues(Weighing<Meaning> meanings, NumberForm form) {
    Candidate<Meaning> winner = meanings.winner();
    IndicatorType type = winner.value().type();
    boolean part =
        form.unitType() == UnitType.PERCENTAGE
            && (type == IndicatorType.PERCENTAGE || type == IndicatorType.SHARE);
    if (part || type == IndicatorType.STOCK) {
      meanings.add(
          part
              ? MeaningTable.plain(NumberForm.PERCENT_CHANGE)
              : MeaningTable.of(SubjectKind.FLOW, NumberForm.MONEY).orElseThrow(),
          winner.weight() + 1,
          EvidenceSource.VALUES,
          winner.reason() + ", but values change sign");
    }
  }
}
