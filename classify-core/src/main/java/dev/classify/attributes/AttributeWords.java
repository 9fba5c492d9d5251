package dev.classify.attributes;

import dev.classify.attributes.Neighbours.Role;
import dev.classify.taxonomy.SeriesAttribute;
import dev.classify.text.CsvTable.Row;
import dev.classify.text.PhraseIndex;
import dev.classify.text.PhraseIndex.Match;
import dev.classify.text.TableFormat;
import dev.classify.text.TableSet;
import dev.classify.text.Vocabulary;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Words that state an attribute.
final class AttributeWords {

  static final TableFormat FORMAT =
      TableFormat.of(
              "/dev/classify/attributes/attribute-words.csv", "term", "attribute", "value", "where")
          .uniqueBy("term", "attribute")
          .overriddenBy("term", "attribute");

  /// An annualised number; whether it is a level or a change follows from its unit.
  static final String ANNUALISED = "annualised";

  /// No level, but no other transformation that we know.
  static final String OTHER = "other";

  private static final Set<String> PARTS = Set.of("", ANNUALISED, OTHER);

  private enum Where {
    ANY,
    BRACKET,
    PIECE,
    CHANGE
  }

  private static final Vocabulary<Where> WHERE =
      Vocabulary.of(
          Map.of(
              "any", Where.ANY,
              "bracket", Where.BRACKET,
              "piece", Where.PIECE,
              "change", Where.CHANGE));

  static final Vocabulary<SeriesAttribute> ATTRIBUTE =
      new Vocabulary<>(SeriesAttribute::find, "the column of an attribute, such as price_basis");

  private record Word(SeriesAttribute attribute, String value, String term, Where where) {}

  private final PhraseIndex<Word> words;

  private AttributeWords(PhraseIndex<Word> words) {
    this.words = words;
  }

  static AttributeWords read(TableSet tables) {
    return new AttributeWords(tables.read(FORMAT).phrases(AttributeWords::word));
  }

  private static Word word(Row row) {
    SeriesAttribute attribute = row.required("attribute", ATTRIBUTE);
    String value = row.text("value");
    row.require(
        PARTS.contains(value) || attribute.takes(value),
        "value",
        "is none of " + attribute.column(),
        "use one of docs/scheme.md 17, or none");
    return new Word(attribute, value, row.phrase("term"), row.required("where", WHERE));
  }

  /// The values that a text states, each with the term that states it, by attribute.
  ///
  /// @param change whether the unit is that of a change or a percentage
  Map<SeriesAttribute, Map<String, String>> in(
      PiecedText text, boolean change, Neighbours neighbours) {
    Map<SeriesAttribute, Map<String, String>> found = new EnumMap<>(SeriesAttribute.class);
    List<Match<Word>> matches = words.find(text.words());
    for (Match<Word> match : matches) {
      Word word = match.value();
      if (!word.value().isEmpty()
          && outermost(matches, match)
          && counts(text, match, change)
          && (word.attribute() != SeriesAttribute.SECTOR || holder(text, match, neighbours))) {
        found
            .computeIfAbsent(word.attribute(), _ -> new TreeMap<>())
            .putIfAbsent(word.value(), word.term());
      }
    }
    return found;
  }

  private static boolean outermost(List<Match<Word>> matches, Match<Word> match) {
    return matches.stream()
        .noneMatch(
            other ->
                other.value().attribute() == match.value().attribute()
                    && other.length() > match.length()
                    && other.start() <= match.start()
                    && match.end() <= other.end());
  }

  private static boolean counts(PiecedText text, Match<Word> match, boolean change) {
    boolean piece = text.startsPiece(match.start()) && text.endsPiece(match.end());
    return switch (match.value().where()) {
      case ANY -> true;
      case BRACKET -> piece && text.inBrackets(match.start());
      case PIECE -> piece;
      case CHANGE -> change;
    };
  }

  /// "Claims on central government" are of another sector.
  private static boolean holder(PiecedText text, Match<Word> match, Neighbours neighbours) {
    int start = neighbours.withArticle(text, match.start());
    return text.startsPiece(start) || neighbours.before(text, start) == Role.PLACE;
  }
}
