package dev.classify.units;

import java.util.List;
import java.util.StringJoiner;

/// A position in the lexemes of one text. It counts every look at a lexeme, so that tests can bound
/// the parser's work.
final class Cursor {

  private final List<PlacedLexeme> lexemes;
  private int at;
  private int steps;

  Cursor(List<PlacedLexeme> lexemes) {
    this.lexemes = lexemes;
  }

  int steps() {
    return steps;
  }

  int at() {
    return at;
  }

  boolean more() {
    return at < lexemes.size();
  }

  /// Whether exactly this many lexemes are left.
  boolean left(int count) {
    return lexemes.size() - at == count;
  }

  PlacedLexeme peek() {
    steps++;
    return lexemes.get(at);
  }

  Lexeme lexeme() {
    return peek().lexeme();
  }

  /// Whether the lexeme at this distance ahead is of this kind.
  boolean isAhead(int distance, Class<? extends Lexeme> kind) {
    steps++;
    return at + distance < lexemes.size() && kind.isInstance(lexemes.get(at + distance).lexeme());
  }

  boolean isDigitsAhead(int distance, String digits) {
    return isAhead(distance, Lexeme.Digits.class)
        && lexemes.get(at + distance).lexeme() instanceof Lexeme.Digits d
        && d.text().equals(digits);
  }

  boolean is(Class<? extends Lexeme> kind) {
    return isAhead(0, kind);
  }

  boolean isSign(String sign) {
    return more() && lexeme() instanceof Lexeme.Sign s && s.sign().equals(sign);
  }

  boolean isWord(String word) {
    return more() && peek().folded().equals(word);
  }

  /// Whether the phrase continues here: no separator and no `per`.
  boolean inPhrase() {
    return more() && !peek().separates() && !(lexeme() instanceof Lexeme.Per);
  }

  PlacedLexeme take() {
    steps++;
    return lexemes.get(at++);
  }

  /// The words from a position up to here, as written.
  String textSince(int start) {
    StringJoiner text = new StringJoiner(" ");
    for (PlacedLexeme placed : lexemes.subList(start, at)) {
      steps++;
      text.add(placed.text());
    }
    return text.toString();
  }
}
