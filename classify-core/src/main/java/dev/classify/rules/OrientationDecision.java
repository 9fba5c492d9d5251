package dev.classify.rules;

import dev.classify.taxonomy.Family;
import dev.classify.taxonomy.HeatMapOrientation;
import dev.classify.taxonomy.IndicatorType;
import java.util.Set;

/// Decides whether a rise is good news (docs/scheme.md 10).
final class OrientationDecision {

  private OrientationDecision() {}

  static Weighing<HeatMapOrientation> of(RuleTables tables, Subject subject, Meaning meaning) {
    Weighing<HeatMapOrientation> orientations = new Weighing<>(tables);
    if (subject.mentions(Set.of(SubjectKind.INFLATION))) {
      orientations.add(
          HeatMapOrientation.NEUTRAL,
          EvidenceKind.ORIENTATION_OF_INFLATION,
          "inflation is neutral");
    }
    if (meaning.type() == IndicatorType.INDEX && priceLevel(subject)) {
      orientations.add(
          HeatMapOrientation.NEUTRAL,
          EvidenceKind.ORIENTATION_OF_PRICES,
          "price levels are neutral");
    }
    HeatMapOrientation ofType = meaning.orientation();
    if (ofType != null) {
      orientations.add(
          ofType,
          EvidenceKind.ORIENTATION_OF_TYPE,
          "such a " + meaning.type().token() + " is " + ofType.token());
    }
    for (Subject.FoundTerm found : subject.found()) {
      HeatMapOrientation ofTerm = found.term().orientation();
      if (ofTerm != null && !nameOfPriced(tables, found, meaning)) {
        orientations.add(
            ofTerm, found.weight(), found.source(), found.quoted() + " is " + ofTerm.token());
      }
    }
    if (orientations.isEmpty()) {
      orientations.add(
          HeatMapOrientation.NEUTRAL,
          EvidenceKind.ORIENTATION_NOT_KNOWN,
          "no term says whether a rise is good");
    }
    return orientations;
  }

  /// Whether a term names the priced thing: more cargoes are good, a dearer cargo is not. In a
  /// title that is certain only beside money per piece.
  private static boolean nameOfPriced(RuleTables tables, Subject.FoundTerm found, Meaning meaning) {
    return meaning.type() == IndicatorType.PRICE
        && (found.source() == EvidenceSource.DESCRIPTION
            || meaning.form() == NumberForm.MONEY_PER_ITEM)
        && tables
            .meanings()
            .of(found.term().kind(), meaning.form())
            .filter(named -> named.family() != Family.PRICE_VALUE)
            .isPresent();
  }

  /// Price levels are neutral, and so are price questions in surveys. Share prices are not.
  private static boolean priceLevel(Subject subject) {
    return subject.mentions(Set.of(SubjectKind.PRICE_INDEX))
        ? !subject.mentions(Set.of(SubjectKind.MARKET_INDEX))
        : subject.mentions(Set.of(SubjectKind.PRICE))
            && subject.mentions(Set.of(SubjectKind.SURVEY));
  }
}
