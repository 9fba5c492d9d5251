package dev.classify.rules;

import dev.classify.indicator.Indicator;
import dev.classify.taxonomy.IndicatorType;
import dev.classify.taxonomy.UnitType;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Decides what is measured: the strongest term that means something in the form of the unit.
///
/// @param confidence lower where the term is a hint or the form alone decides
/// @param evidence for the reasoning
record MeaningDecision(Meaning meaning, double confidence, String evidence) {

  private static final Set<Nature> MEASURED =
      EnumSet.of(Nature.QUANTITY, Nature.EXTENT, Nature.EVENTS, Nature.FLOW, Nature.COMPONENT);

  private static final int SUBJECT_WEIGHT_MIN = 5;

  static MeaningDecision of(Indicator indicator, Subject subject, Unit unit) {
    Form form = unit.form();
    if (unit.change() && form.unitType() != UnitType.PERCENTAGE) {
      Optional<Meaning> changed = Meanings.of(Nature.CHANGE, form);
      if (changed.isPresent()) {
        return new MeaningDecision(changed.get(), 0.85, "the unit is that of a change");
      }
    }
    MeaningDecision decision =
        indexed(subject.natures())
            .or(
                () ->
                    subject.natures().stream()
                        .map(term -> ofTerm(term, form))
                        .flatMap(Optional::stream)
                        .findFirst())
            .orElseGet(
                () ->
                    new MeaningDecision(
                        Meanings.plain(form),
                        plainConfidence(unit),
                        "no term decides, so the unit does"));
    return indicator.sample().stream().anyMatch(o -> o.value() < 0)
        ? decision.corrected(form)
        : decision;
  }

  /// An index of something that is made, emitted or held is its number relative to a base, not a
  /// score: the strong term beside the bare word decides.
  private static Optional<MeaningDecision> indexed(List<SubjectTerm> natures) {
    if (natures.isEmpty() || natures.getFirst().nature() != Nature.INDEX_WORD) {
      return Optional.empty();
    }
    return natures.stream()
        .filter(term -> MEASURED.contains(term.nature()) && term.weight() >= SUBJECT_WEIGHT_MIN)
        .findFirst()
        .flatMap(term -> ofTerm(term, Form.INDEX));
  }

  /// A change in percent and a flag mean one thing only; other units leave much open.
  private static double plainConfidence(Unit unit) {
    if (unit.form() == Form.PERCENT_CHANGE) {
      return 0.9;
    }
    return unit.form() == Form.UNKNOWN ? unit.confidence() : 0.5;
  }

  private static Optional<MeaningDecision> ofTerm(SubjectTerm term, Form form) {
    return Meanings.of(term.nature(), form)
        .map(
            meaning ->
                new MeaningDecision(
                    meaning,
                    Math.min(0.95, 0.6 + 0.05 * term.weight()),
                    "'%s' in %s is %s/%s"
                        .formatted(
                            term.term().replace("*", ""),
                            form.token(),
                            meaning.family().token(),
                            meaning.type().token())));
  }

  /// A part of a whole and an amount held cannot be negative; their changes can (section 15).
  private MeaningDecision corrected(Form form) {
    IndicatorType type = meaning.type();
    boolean part =
        form.unitType() == UnitType.PERCENTAGE
            && (type == IndicatorType.PERCENTAGE || type == IndicatorType.SHARE);
    if (part) {
      return changed(Meanings.plain(Form.PERCENT_CHANGE));
    }
    return type == IndicatorType.STOCK
        ? changed(Meanings.of(Nature.FLOW, Form.MONEY).orElseThrow())
        : this;
  }

  private MeaningDecision changed(Meaning other) {
    return new MeaningDecision(
        other, Math.min(confidence, 0.65), evidence + ", but values change sign");
  }
}
