package dev.classify.rules;

import dev.classify.taxonomy.HeatMapOrientation;
import dev.classify.taxonomy.VocabularyTerm;
import dev.classify.text.CsvTable;
import dev.classify.text.CsvTable.Row;
import dev.classify.text.PhraseIndex;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// The table of terms, ready to be searched for.
final class SubjectTerms {

  static final String FILE = "/dev/classify/rules/terms.csv";

  /// Where a term may stand.
  enum Place {
    TITLE,
    UNIT,
    DATASET,
    CATEGORY,
    DESCRIPTION,
    /// The first words of a description, which say what the number is.
    DEFINITION
  }

  private static final Map<Place, PhraseIndex<SubjectTerm>> BY_PLACE = read();

  private SubjectTerms() {}

  static PhraseIndex<SubjectTerm> in(Place place) {
    return Objects.requireNonNull(BY_PLACE.get(place));
  }

  private static Map<Place, PhraseIndex<SubjectTerm>> read() {
    Map<Place, PhraseIndex.Builder<SubjectTerm>> builders = new EnumMap<>(Place.class);
    for (Place place : Place.values()) {
      builders.put(place, PhraseIndex.builder());
    }
    for (Row row :
        CsvTable.read(FILE, "term", "where", "weight", "nature", "unit", "orientation")
            .unique("term", "where", "nature")
            .rows()) {
      SubjectTerm term =
          new SubjectTerm(
              row.text("term"),
              row.number("weight"),
              row.member("nature", token -> VocabularyTerm.find(SubjectKind.class, token))
                  .orElse(SubjectKind.NONE),
              row.member("unit", token -> VocabularyTerm.find(NumberForm.class, token))
                  .orElse(null),
              row.member("orientation", SubjectTerms::orientation).orElse(null));
      for (Place place : row.required("where", SubjectTerms::places)) {
        Objects.requireNonNull(builders.get(place)).add(term.term(), term);
      }
    }
    Map<Place, PhraseIndex<SubjectTerm>> built = new EnumMap<>(Place.class);
    builders.forEach((place, builder) -> built.put(place, builder.build()));
    return built;
  }

  private static Optional<Place[]> places(String text) {
    return Optional.ofNullable(
        switch (text) {
          case "title" -> new Place[] {Place.TITLE};
          case "unit" -> new Place[] {Place.UNIT};
          case "dataset" -> new Place[] {Place.DATASET};
          case "category" -> new Place[] {Place.CATEGORY};
          case "definition" -> new Place[] {Place.DEFINITION};
          case "any" -> new Place[] {Place.TITLE, Place.DESCRIPTION};
          default -> null;
        });
  }

  private static Optional<HeatMapOrientation> orientation(String text) {
    return Optional.ofNullable(
        switch (text) {
          case "higher" -> HeatMapOrientation.HIGHER_IS_POSITIVE;
          case "lower" -> HeatMapOrientation.LOWER_IS_POSITIVE;
          case "neutral" -> HeatMapOrientation.NEUTRAL;
          default -> null;
        });
  }
}
