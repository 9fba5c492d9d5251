package dev.classify.rules;

import dev.classify.indicator.IndicatorField;
import dev.classify.text.FieldTokens;
import dev.classify.text.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The texts of an indicator without punctuation.
///
/// @param description the first part; a definition begins with what is measured
record FieldWords(
    List<Token> name,
    List<Token> longName,
    List<Token> units,
    List<Token> dataset,
    List<Token> category,
    List<Token> description) {

  private static final int DEFINITION_WORDS_MAX = 20;

  /// Terms are matched across commas and hyphens: "Portfolio investment, net".
  private static final Set<String> PUNCTUATION =
      Set.of(",", ";", ":", ".", "\"", "'", "-", "–", "—");

  static FieldWords of(FieldTokens tokens) {
    return new FieldWords(
        words(tokens.in(IndicatorField.NAME)),
        words(tokens.in(IndicatorField.LONG_NAME)),
        words(tokens.in(IndicatorField.UNITS)),
        words(tokens.in(IndicatorField.DATASET)),
        words(tokens.in(IndicatorField.CATEGORY_GROUP)),
        words(tokens.in(IndicatorField.DESCRIPTION)));
  }

  /// The first words of the description, in which a definition says what the number is.
  List<Token> definition() {
    return description.subList(0, Math.min(description.size(), DEFINITION_WORDS_MAX));
  }

  private static List<Token> words(List<Token> tokens) {
    List<Token> words = new ArrayList<>(tokens.size());
    for (Token token : tokens) {
      if (token.kind() != Token.Kind.SIGN || !PUNCTUATION.contains(token.folded())) {
        words.add(token);
      }
    }
    return List.copyOf(words);
  }
}
