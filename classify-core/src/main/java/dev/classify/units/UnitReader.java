package dev.classify.units;

import dev.classify.taxonomy.UnitType;
import dev.classify.text.Token;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Reads the units of one text and counts the steps that it takes.
final class UnitReader {

  /// The confidence from which a piece of a title is taken for its unit.
  private static final double PIECE_CONFIDENCE_MIN = 0.7;

  /// From a thousand on, a number in a title multiplies.
  private static final int END_POWER_MIN = 3;

  /// Titles have few brackets; the unit is in the last ones.
  private static final int BRACKETS_MAX = 8;

  /// `US` and `$`, or the two words of a currency and the word before them.
  private static final int MONEY_TOKENS_MAX = 3;

  private final UnitTables tables;
  private final boolean american;
  private final boolean scaleField;
  private long steps;

  private UnitReader(UnitTables tables, boolean american, boolean scaleField) {
    this.tables = tables;
    this.american = american;
    this.scaleField = scaleField;
  }

  UnitReader(UnitTables tables, boolean american) {
    this(tables, american, false);
  }

  /// For a field that holds the scale alone.
  static UnitReader ofScale(UnitTables tables) {
    return new UnitReader(tables, false, true);
  }

  /// Tokens, matches and lexemes looked at so far.
  long steps() {
    return steps;
  }

  UnitReading read(List<Token> tokens) {
    return parse(piece(tokens, false));
  }

  /// The unit in the last brackets that hold one, else in the pieces between commas.
  UnitReading inTitle(List<Token> title) {
    for (List<Token> bracket :
        TitlePieces.brackets(title).reversed().stream().limit(BRACKETS_MAX).toList()) {
      TextPiece piece = piece(bracket, true);
      if (piece.saysUnit() && !piece.stretchAlone()) {
        UnitReading reading = parse(piece);
        if (reading.confidence() >= PIECE_CONFIDENCE_MIN) {
          UnitReading money = factorAlone(reading) ? moneyBefore(title, bracket) : reading;
          return money.known() ? money : reading;
        }
      }
    }
    UnitReading pure = parse(piece(pureSegments(title), true));
    if (pure.known()) {
      return pure;
    }
    UnitReading percentage = percentageAtEnd(title);
    return percentage.known() ? percentage : atEnd(title);
  }

  private static boolean factorAlone(UnitReading reading) {
    return reading.type() == UnitType.COUNT && reading.factorStated();
  }

  /// `GDP in US$ (millions)`: the money before brackets that hold the factor.
  private UnitReading moneyBefore(List<Token> title, List<Token> bracket) {
    int start = Collections.lastIndexOfSubList(title, bracket);
    UnitReading money = UnitReading.nothing(List.of());
    for (int from = start - 2; from >= Math.max(0, start - 1 - MONEY_TOKENS_MAX); from--) {
      List<Token> tokens = new ArrayList<>(title.subList(from, start - 1));
      tokens.addAll(bracket);
      TextPiece piece = piece(tokens, true);
      if (piece.namesMoney() && piece.saysNothingElse()) {
        money = parse(piece);
      }
    }
    return money;
  }

  /// `Net debt as a % of GDP`, `Dette en % du PIB`: a sign for percent after a word. After a number
  /// it is part of what is measured, as in `held by the highest 10%`.
  private UnitReading percentageAtEnd(List<Token> title) {
    for (int at = title.size() - 2; at > 0; at--) {
      if (title.get(at).is("%") && title.get(at - 1).kind() == Token.Kind.WORD) {
        return parse(piece(title.subList(at, title.size()), true));
      }
    }
    return UnitReading.nothing(List.of());
  }

  /// `Export value 1000$`: a number that multiplies and money at the end of a title without
  /// punctuation.
  private UnitReading atEnd(List<Token> title) {
    for (int at = title.size() - 2; at > 0; at--) {
      if (NumberParser.power(title.get(at).folded()) >= END_POWER_MIN) {
        TextPiece piece = piece(title.subList(at, title.size()), true);
        if (piece.namesMoney() && piece.saysNothingElse()) {
          return parse(piece);
        }
      }
    }
    return UnitReading.nothing(List.of());
  }

  /// The pieces that hold nothing but a unit; of several currencies the last, because units are at
  /// the end.
  private List<Token> pureSegments(List<Token> title) {
    List<List<Token>> pure = new ArrayList<>();
    boolean money = false;
    // The first piece names the subject, even if it looks like a unit.
    for (List<Token> segment : TitlePieces.segments(title).stream().skip(1).toList().reversed()) {
      TextPiece piece = piece(segment, true);
      boolean second = money && piece.namesMoney();
      if (piece.saysUnit() && piece.saysNothingElse() && !second) {
        pure.addFirst(segment);
        money |= piece.namesMoney();
      }
    }
    return pure.stream().flatMap(List::stream).toList();
  }

  /// The unit of a title that is nothing but a unit, as where a list has its units in the column of
  /// the long names; nothing if any word of it is something else.
  UnitReading wholeTitle(List<Token> title) {
    TextPiece piece = piece(title, true);
    UnitReading reading = piece.saysUnit() ? parse(piece) : UnitReading.nothing(List.of());
    return reading.leftover().isEmpty() ? reading : UnitReading.nothing(reading.leftover());
  }

  UnitReading inDefinition(List<Token> definition) {
    for (List<Token> statement : TitlePieces.statements(definition)) {
      TextPiece piece = piece(statement, true);
      if (piece.saysUnit() && piece.saysNothingElse()) {
        return parse(piece);
      }
      if (piece.comparesMoney()) {
        return UnitReading.nothing(List.of());
      }
    }
    return UnitReading.nothing(List.of());
  }

  private TextPiece piece(List<Token> tokens, boolean title) {
    UnitLexer.Lexed lexed =
        UnitLexer.lex(
            tables,
            tokens.subList(0, Math.min(tokens.size(), TextPiece.TOKENS_MAX)),
            scaleField,
            title);
    steps += lexed.steps();
    return new TextPiece(lexed.lexemes());
  }

  private UnitReading parse(TextPiece piece) {
    UnitParser.Parsed parsed = UnitParser.parse(piece.lexemes(), american);
    steps += parsed.steps();
    return parsed.reading();
  }
}
