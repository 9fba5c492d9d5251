package dev.classify.units;

import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.text.Token;
import dev.classify.text.Tokenizer;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What holds for any unit and any text, tried with random ones.
class UnitGrammarTest {

  private static final int TRIES = 1_000;

  /// Of a text of thousands of pieces.
  private static final int LONG_TRIES = 20;

  /// Maximum number of lexemes read, per lexeme of the text.
  private static final int PARSER_STEPS_MAX = 40;

  /// Each `in` of a definition may begin a statement as long as a piece can be.
  private static final int READER_STEPS_MAX = 5 * TextPiece.TOKENS_MAX;

  /// Nested brackets are read once for each pair around them, up to a fixed number of pairs.
  private static final int READER_STEPS_ONCE = 20_000;

  private final RandomUnits random = new RandomUnits();

  @Test
  void printedUnitIsReadBack() {
    for (int i = 0; i < TRIES; i++) {
      UnitExpression unit = random.unit();
      String printed = UnitPrinter.print(unit);

      UnitReading reading = ShippedUnits.TEXT.read(Tokenizer.tokens(printed), false);

      assertThat(reading.expression()).as(printed).isEqualTo(unit);
      assertThat(reading.leftover()).as(printed).isEmpty();
    }
  }

  @Test
  void anyTextIsReadTheSameEveryTime() {
    for (int i = 0; i < TRIES; i++) {
      assertRead(random.text());
    }
  }

  @Test
  void anyOrderOfUnitWordsIsReadInBoundedSteps() {
    for (int i = 0; i < TRIES; i++) {
      assertRead(random.pieces());
    }
  }

  @Test
  void repeatedPiecesTakeNoMoreStepsThanTheirLength() {
    for (int i = 0; i < LONG_TRIES; i++) {
      assertRead((random.piece() + " ").repeat(3_000));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "thousand",
        "millions",
        "mn",
        "mio",
        "bn",
        "bln",
        "mrd",
        "trillion",
        "trn",
        "lakh",
        "crore",
        "hundred million"
      })
  void capitalsAndBlanksOfAScaleWordChangeNothing(String word) {
    for (String blank : List.of(" ", "   ", "\t", "\n", "\u00A0", " (", ", ")) {
      for (String written : List.of(word, word.toUpperCase(Locale.ROOT))) {
        assertThat(read("USD" + blank + written)).isEqualTo(read("USD " + word));
      }
    }
  }

  private static UnitExpression read(String text) {
    return ShippedUnits.TEXT.read(Tokenizer.tokens(text), false).expression();
  }

  private static void assertRead(String text) {
    List<Token> tokens = Tokenizer.tokens(text);
    UnitReader reader = new UnitReader(ShippedUnits.TABLES, false);
    UnitReading reading = reader.read(tokens);
    reader.inTitle(tokens);
    reader.inDefinition(tokens);
    List<PlacedLexeme> lexemes = UnitLexer.lex(ShippedUnits.TABLES, tokens, false, false).lexemes();

    assertThat(reading.confidence()).as(text).isBetween(0.0, 1.0);
    assertThat(ShippedUnits.TEXT.read(tokens, false)).as(text).isEqualTo(reading);
    assertThat(UnitParser.parse(lexemes, false).steps())
        .as(text)
        .isLessThanOrEqualTo(PARSER_STEPS_MAX * (lexemes.size() + 1));
    assertThat(reader.steps())
        .as(text)
        .isLessThanOrEqualTo(READER_STEPS_ONCE + (long) READER_STEPS_MAX * tokens.size());
  }
}
