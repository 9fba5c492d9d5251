package dev.classify.attributes;

import dev.classify.taxonomy.SeriesAttribute;
import dev.classify.text.CsvTable.Row;
import dev.classify.text.TableFormat;
import dev.classify.text.TableSet;
import dev.classify.text.Token;
import dev.classify.text.Tokenizer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What units are divided by, and the codes of units, each by one word of a table.
final class UnitWords {

  static final TableFormat DENOMINATORS =
      TableFormat.of("/dev/classify/attributes/denominators.csv", "term", "denominator");
  static final TableFormat MEASURES =
      TableFormat.of("/dev/classify/attributes/unit-measures.csv", "term", "code");

  private static final Pattern JOINED = Pattern.compile("(\\w) - (\\w)");
  private static final Pattern ENDED = Pattern.compile(" ([.+])(?= |$)");
  private static final Pattern IDEOGRAPHS =
      Pattern.compile("(?<=[\\u2E80-\\uFFEF]) (?=[\\u2E80-\\uFFEF])");

  private final Map<String, String> denominators;
  private final Map<String, String> measures;

  private UnitWords(Map<String, String> denominators, Map<String, String> measures) {
    this.denominators = denominators;
    this.measures = measures;
  }

  static UnitWords read(TableSet tables) {
    return new UnitWords(
        values(tables, DENOMINATORS, "denominator"), values(tables, MEASURES, "code"));
  }

  private static Map<String, String> values(TableSet tables, TableFormat format, String column) {
    Map<String, String> values = new HashMap<>();
    for (Row row : tables.read(format).rows()) {
      row.require(!row.text(column).isEmpty(), column, "is empty", "write what the term means");
      values.put(folded(Tokenizer.tokens(row.phrase("term"))), row.text(column));
    }
    return values;
  }

  /// Such as `1000 person` for "1,000 people"; empty for a text that is too long to join on.
  Optional<String> denominator(String text) {
    List<Token> tokens = Tokenizer.tokens(text);
    List<Token> words =
        tokens.stream().dropWhile(token -> token.kind() == Token.Kind.NUMBER).toList();
    String number =
        tokens.stream()
            .takeWhile(token -> token.kind() == Token.Kind.NUMBER)
            .map(Token::folded)
            .collect(Collectors.joining());
    String all = denominators.get(folded(tokens));
    String known = denominators.get(folded(words));
    String rest = known != null ? known : tidy(words);
    String denominator = all != null ? all : (number + " " + rest).strip();
    return rest.isEmpty() || denominator.length() > SeriesAttribute.DENOMINATOR_CHARACTERS_MAX
        ? Optional.empty()
        : Optional.of(denominator);
  }

  /// The whole of a percentage.
  ///
  /// @param introduced whether a word such as "of" is before it
  Optional<String> whole(String text, boolean introduced) {
    boolean known = denominators.containsKey(folded(Tokenizer.tokens(text)));
    boolean total = text.strip().equalsIgnoreCase("total");
    return total || !(known || introduced) ? Optional.empty() : denominator(text);
  }

  private static String tidy(List<Token> words) {
    String text = words.stream().map(Token::original).collect(Collectors.joining(" "));
    String joined = JOINED.matcher(text).replaceAll("$1-$2");
    String ended = ENDED.matcher(joined).replaceAll("$1");
    return IDEOGRAPHS.matcher(ended).replaceAll("");
  }

  /// The code of an undivided unit.
  Optional<String> measure(String noun) {
    return Optional.ofNullable(measures.get(folded(Tokenizer.tokens(noun))));
  }

  private static String folded(List<Token> tokens) {
    return tokens.stream().map(Token::folded).collect(Collectors.joining(" "));
  }
}
