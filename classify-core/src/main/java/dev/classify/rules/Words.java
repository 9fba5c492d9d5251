package dev.classify.rules;

import dev.classify.indicator.Indicator;
import dev.classify.text.Token;
import dev.classify.text.Tokenizer;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The texts of an indicator, cut into tokens once.
///
/// @param description its first part; a definition starts with what is measured
record Words(
    List<Token> name,
    List<Token> longName,
    List<Token> units,
    List<Token> dataset,
    List<Token> description) {

  /// Terms are matched across commas: "Portfolio investment, net".
  private static final Set<String> PUNCTUATION = Set.of(",", ";", ":", ".", "\"", "'");

  private static final int TITLE_CHARACTERS_MAX = 400;
  private static final int DESCRIPTION_CHARACTERS_MAX = 600;

  static Words of(Indicator indicator) {
    return new Words(
        tokens(indicator.name(), TITLE_CHARACTERS_MAX),
        tokens(indicator.longName(), TITLE_CHARACTERS_MAX),
        tokens(indicator.units(), TITLE_CHARACTERS_MAX),
        tokens(indicator.dataset(), TITLE_CHARACTERS_MAX),
        tokens(indicator.description(), DESCRIPTION_CHARACTERS_MAX));
  }

  private static List<Token> tokens(@Nullable String text, int charactersMax) {
    return text == null
        ? List.of()
        : Tokenizer.tokens(text.substring(0, Math.min(text.length(), charactersMax))).stream()
            .filter(token -> !PUNCTUATION.contains(token.folded()))
            .toList();
  }
}
