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

  private static final Set<Nature> MEASURED =
      EnumSet.of(Nature.QUANTITY, Nature.EXTENT, Nature.EVENTS, Nature.FLOW, Nature.COMPONENT);

  private static final int SUBJECT_WEIGHT_MIN = 5;

  private MeaningDecision() {}

  static Weighing<Meaning> of(Indicator indicator, Subject subject, Unit unit) {
    Form form = unit.form();
    Weighing<Meaning> meanings = new Weighing<>();
    if (unit.change() && form.unitType() != UnitType.PERCENTAGE) {
      Meanings.of(Nature.CHANGE, form)
          .ifPresent(
              changed ->
                  meanings.add(changed, Ground.UNIT_OF_CHANGE, "the unit is that of a change"));
    }
    boolean changes = !meanings.isEmpty();
    boolean priced = priced(subject, form);
    for (Subject.Found found : subject.natures()) {
      Meanings.of(found.term().nature(), form)
          .ifPresent(
              meaning ->
                  meanings.add(
                      meaning,
                      weight(found, meaning, priced),
                      found.source(),
                      said(found, form, meaning)));
    }
    indexed(meanings, subject.natures());
    boolean noTerm = meanings.isEmpty();
    meanings.add(
        Meanings.plain(form),
        alone(unit),
        noTerm ? "no term decides, so the unit does" : form.token() + " alone would say so");
    if (!changes && indicator.sample().stream().anyMatch(o -> o.value() < 0)) {
      correct(meanings, form);
    }
    return meanings;
  }

  /// Whether name, titles or unit say that this is a price, so that its description can only say of
  /// what.
  private static boolean priced(Subject subject, Form form) {
    return form == Form.MONEY_PER_ITEM
        || subject.natures().stream()
            .anyMatch(
                found ->
                    found.term().nature() == Nature.PRICE && found.source() != Source.DESCRIPTION);
  }

  private static int weight(Subject.Found found, Meaning meaning, boolean priced) {
    boolean ofWhat =
        priced && found.source() == Source.DESCRIPTION && meaning.family() != Family.PRICE_VALUE;
    return ofWhat
        ? Ground.PRICED_THING.weight()
        // The weakest term still says more than the unit alone.
        : Math.max(found.weight(), Ground.UNIT_ALONE_IS_CHANGE.weight() + 1);
  }

  /// An index of something that is made, emitted or held is its number relative to a base, not a
  /// score: the strong term beside the bare word decides.
  private static void indexed(Weighing<Meaning> meanings, List<Subject.Found> natures) {
    if (natures.isEmpty() || natures.getFirst().term().nature() != Nature.INDEX_WORD) {
      return;
    }
    natures.stream()
        .filter(
            found ->
                MEASURED.contains(found.term().nature())
                    && found.term().weight() >= SUBJECT_WEIGHT_MIN)
        .findFirst()
        .ifPresent(
            found ->
                Meanings.of(found.term().nature(), Form.INDEX)
                    .ifPresent(
                        meaning ->
                            meanings.add(
                                meaning,
                                natures.getFirst().weight() + 1,
                                found.source(),
                                said(found, Form.INDEX, meaning))));
  }

  private static String said(Subject.Found found, Form form, Meaning meaning) {
    return found.quoted() + " in " + form.token() + " is " + written(meaning);
  }

  private static String written(Meaning meaning) {
    return meaning.family().token() + "/" + meaning.type().token();
  }

  /// A change in percent means one thing only; other units leave much open.
  private static Ground alone(Unit unit) {
    if (unit.unknown()) {
      return Ground.NO_UNIT;
    }
    return unit.form() == Form.PERCENT_CHANGE ? Ground.UNIT_ALONE_IS_CHANGE : Ground.UNIT_ALONE;
  }

  /// A part of a whole and an amount held cannot be negative; their changes can (section 15).
  private static void correct(Weighing<Meaning> meanings, Form form) {
    Candidate<Meaning> winner = meanings.winner();
    IndicatorType type = winner.value().type();
    boolean part =
        form.unitType() == UnitType.PERCENTAGE
            && (type == IndicatorType.PERCENTAGE || type == IndicatorType.SHARE);
    if (part || type == IndicatorType.STOCK) {
      meanings.add(
          part
              ? Meanings.plain(Form.PERCENT_CHANGE)
              : Meanings.of(Nature.FLOW, Form.MONEY).orElseThrow(),
          winner.weight() + 1,
          Source.VALUES,
          winner.reason() + ", but values change sign");
    }
  }
}
