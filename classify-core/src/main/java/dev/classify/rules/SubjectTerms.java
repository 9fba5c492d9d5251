package dev.classify.rules;

import dev.classify.taxonomy.HeatMapOrientation;
import dev.classify.text.CsvTable.Row;
import dev.classify.text.PhraseIndex;
import dev.classify.text.TableFormat;
import dev.classify.text.TableSet;
import dev.classify.text.Vocabulary;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// The terms of terms.csv, ready to be found in texts.
final class SubjectTerms {

  static final TableFormat FORMAT =
      TableFormat.of(
              "/dev/classify/rules/terms.csv",
              "term",
              "where",
              "weight",
              "nature",
              "unit",
              "orientation")
          .uniqueBy("term", "where", "nature");

  /// Subjects that are entered once, with their words in many languages beside them.
  static final TableFormat CONCEPTS =
      TableFormat.of(
          "/dev/classify/rules/concepts.csv",
          "concept",
          "where",
          "weight",
          "nature",
          "unit",
          "orientation");

  /// The words of the concepts, separated by a bar.
  static final TableFormat CONCEPT_WORDS =
      TableFormat.of("/dev/classify/rules/concept-words.csv", "concept", "language", "words")
          .uniqueBy("concept", "language")
          .overriddenBy("concept", "language");

  /// A text in which a term counts.
  enum Place {
    TITLE,
    UNIT,
    DATASET,
    CATEGORY,
    DESCRIPTION,
    /// The first words of a description, which say what the number is.
    DEFINITION
  }

  private static final int WEIGHT_MAX = 20;

  private static final Vocabulary<List<Place>> PLACES =
      Vocabulary.of(
          Map.of(
              "title", List.of(Place.TITLE),
              "unit", List.of(Place.UNIT),
              "dataset", List.of(Place.DATASET),
              "category", List.of(Place.CATEGORY),
              "definition", List.of(Place.DEFINITION),
              "any", List.of(Place.TITLE, Place.DESCRIPTION)));
  private static final Vocabulary<SubjectKind> KIND = Vocabulary.of(SubjectKind.class);
  private static final Vocabulary<NumberForm> FORM = Vocabulary.of(NumberForm.class);
  private static final Vocabulary<HeatMapOrientation> ORIENTATION =
      Vocabulary.of(
          Map.of(
              "higher", HeatMapOrientation.HIGHER_IS_POSITIVE,
              "lower", HeatMapOrientation.LOWER_IS_POSITIVE,
              "neutral", HeatMapOrientation.NEUTRAL));

  private final Map<Place, PhraseIndex<SubjectTerm>> byPlace;

  private SubjectTerms(Map<Place, PhraseIndex<SubjectTerm>> byPlace) {
    this.byPlace = byPlace;
  }

  static SubjectTerms read(TableSet tables) {
    Map<Place, PhraseIndex.Builder<SubjectTerm>> builders = new EnumMap<>(Place.class);
    for (Place place : Place.values()) {
      builders.put(place, PhraseIndex.builder());
    }
    for (Row row : tables.read(FORMAT).rows()) {
      add(builders, row.required("where", PLACES), row.phrase("term"), term(row, "term"));
    }
    addConcepts(builders, tables);
    Map<Place, PhraseIndex<SubjectTerm>> built = new EnumMap<>(Place.class);
    builders.forEach((place, builder) -> built.put(place, builder.build()));
    return new SubjectTerms(built);
  }

  private static void addConcepts(
      Map<Place, PhraseIndex.Builder<SubjectTerm>> builders, TableSet tables) {
    Map<String, Row> concepts = new HashMap<>();
    for (Row row : tables.read(CONCEPTS).rows()) {
      concepts.put(row.text("concept"), row);
    }
    for (Row row : tables.read(CONCEPT_WORDS).rows()) {
      Row concept = concepts.get(row.text("concept"));
      row.require(
          concept != null, "concept", "is unknown", "add it to " + CONCEPTS.name() + " first");
      if (concept != null) {
        SubjectTerm term = term(concept, "concept");
        for (String word : row.phrase("words").split("\\|", -1)) {
          add(builders, concept.required("where", PLACES), word, term);
        }
      }
    }
  }

  private static void add(
      Map<Place, PhraseIndex.Builder<SubjectTerm>> builders,
      List<Place> places,
      String phrase,
      SubjectTerm term) {
    for (Place place : places) {
      Objects.requireNonNull(builders.get(place))
          .add(phrase.startsWith("=") ? phrase.substring(1) : phrase, term);
    }
  }

  private static SubjectTerm term(Row row, String name) {
    return new SubjectTerm(
        row.phrase(name),
        row.number("weight", 1, WEIGHT_MAX),
        row.member("nature", KIND).orElse(SubjectKind.NONE),
        row.member("unit", FORM).orElse(null),
        row.member("orientation", ORIENTATION).orElse(null));
  }

  PhraseIndex<SubjectTerm> in(Place place) {
    return Objects.requireNonNull(byPlace.get(place));
  }
}
