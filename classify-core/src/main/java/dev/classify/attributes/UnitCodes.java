package dev.classify.attributes;

import dev.classify.taxonomy.SeriesAttribute;
import dev.classify.text.CsvTable.Row;
import dev.classify.text.PhraseIndex;
import dev.classify.text.PhraseIndex.Match;
import dev.classify.text.TableFormat;
import dev.classify.text.TableSet;
import dev.classify.text.Token;
import dev.classify.text.Tokenizer;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// What the codes of statistical offices for units state beside the unit, such as the prices of
/// `CLV10_MEUR`.
final class UnitCodes {

  static final TableFormat FORMAT =
      TableFormat.of("/dev/classify/attributes/unit-codes.csv", "term", "attribute", "value")
          .uniqueBy("term", "attribute")
          .overriddenBy("term", "attribute");

  private static final Pattern CODE = Pattern.compile("[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*");

  private record Part(SeriesAttribute attribute, String value) {}

  private final PhraseIndex<Part> parts;

  private UnitCodes(PhraseIndex<Part> parts) {
    this.parts = parts;
  }

  static UnitCodes read(TableSet tables) {
    return new UnitCodes(tables.read(FORMAT).phrases(UnitCodes::part));
  }

  private static Part part(Row row) {
    SeriesAttribute attribute = row.required("attribute", AttributeWords.ATTRIBUTE);
    String value = row.text("value");
    row.require(
        value.isEmpty() || attribute.takes(value),
        "value",
        "is none of " + attribute.column(),
        "use one of docs/scheme.md 17, or none");
    return new Part(attribute, value);
  }

  /// The values that a code states; none of a text that is no code.
  Map<SeriesAttribute, String> values(String unit) {
    Map<SeriesAttribute, String> values = new EnumMap<>(SeriesAttribute.class);
    if (CODE.matcher(unit).matches()) {
      List<Token> tokens = Tokenizer.tokens(unit);
      for (Match<Part> match : parts.findOutermost(tokens)) {
        Part part = match.value();
        if (part.attribute() != SeriesAttribute.UNIT_MEASURE || match.length() == tokens.size()) {
          values.putIfAbsent(part.attribute(), part.value());
        }
      }
      values.values().removeIf(String::isEmpty);
    }
    return values;
  }
}
