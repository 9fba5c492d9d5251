package dev.classify.rules;

import dev.classify.indicator.IndicatorField;
import dev.classify.text.FieldTokens;
import dev.classify.text.PhraseIndex;
import dev.classify.text.TableFormat;
import dev.classify.text.TableSet;
import dev.classify.text.Token;
import java.util.List;

/// Publishers and data sets whose plain dollar is the US dollar.
final class AmericanNames {

  static final TableFormat FORMAT =
      TableFormat.of("/dev/classify/rules/american-names.csv", "term", "prose");

  /// Whether each name counts in small letters too.
  private final PhraseIndex<Boolean> names;

  private AmericanNames(PhraseIndex<Boolean> names) {
    this.names = names;
  }

  static AmericanNames read(TableSet tables) {
    return new AmericanNames(
        tables.read(FORMAT).phrases(row -> row.oneOf("prose", "yes", "no").equals("yes")));
  }

  /// Whether a dollar without a country is the US dollar here.
  boolean in(FieldTokens tokens, FieldWords words) {
    return in(words.name())
        || in(words.units())
        || in(words.longName())
        || in(words.dataset())
        || in(tokens.in(IndicatorField.SOURCE_NAME));
  }

  private boolean in(List<Token> tokens) {
    // "us" in small letters is a pronoun.
    return names.find(tokens).stream()
        .anyMatch(match -> match.value() || tokens.get(match.start()).capitals());
  }
}
