package dev.classify.units;

import dev.classify.text.Phrases.Match;
import dev.classify.text.Token;
import dev.classify.text.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Turns tokens of unit text into lexemes: the longest known phrase at each place.
final class UnitLexer {

  private final List<Token> tokens;
  private final List<Match<UnitLexicon.Entry>> matches;

  private UnitLexer(List<Token> tokens) {
    this.tokens = tokens;
    matches = UnitLexicon.ENTRIES.find(tokens);
  }

  static List<Lexeme> lexemes(List<Token> tokens) {
    return new UnitLexer(tokens).run();
  }

  private List<Lexeme> run() {
    boolean money = namesMoney();
    List<Lexeme> lexemes = new ArrayList<>();
    int at = 0;
    while (at < tokens.size()) {
      if (codeAt(at)) {
        lexemes.add(new Lexeme.Currency(MoneyName.ISO, capitals(at)));
        at++;
        continue;
      }
      Match<UnitLexicon.Entry> best = null;
      for (Match<UnitLexicon.Entry> match : matches) {
        if (match.start() == at && fits(match, money) && better(match, best)) {
          best = match;
        }
      }
      if (best == null) {
        lexemes.add(plain(tokens.get(at)));
        at++;
      } else {
        lexemes.add(best.value().lexeme());
        at = best.end();
      }
    }
    return lexemes;
  }

  private boolean namesMoney() {
    for (int at = 0; at < tokens.size(); at++) {
      if (codeAt(at)) {
        return true;
      }
    }
    return matches.stream().anyMatch(m -> m.value().lexeme() instanceof Lexeme.Currency);
  }

  /// A code counts in capitals; one that is also a word, or is not in capitals, only beside a
  /// multiplier, a slash or an amount, or alone.
  private boolean codeAt(int at) {
    Token token = tokens.get(at);
    String code = capitals(at);
    if (token.kind() != Kind.WORD || code.length() != 3 || !CurrencyCodes.known(code)) {
      return false;
    }
    if (token.capitals() && !CurrencyCodes.alsoWord(code)) {
      return true;
    }
    boolean surely = token.capitals() || !CurrencyCodes.alsoWord(code);
    return surely && (tokens.size() == 1 || amountAt(at - 1) || amountAt(at + 1));
  }

  private boolean amountAt(int at) {
    if (at < 0 || at >= tokens.size()) {
      return false;
    }
    Token token = tokens.get(at);
    return token.is("/")
        || matches.stream()
            .anyMatch(
                m ->
                    (m.start() == at || m.end() == at + 1)
                        && m.value().lexeme() instanceof Lexeme.Multiplier);
  }

  private String capitals(int at) {
    return tokens.get(at).folded().toUpperCase(Locale.ROOT);
  }

  private boolean fits(Match<UnitLexicon.Entry> match, boolean money) {
    UnitLexicon.Entry entry = match.value();
    if (!entry.spelledIn(tokens.subList(match.start(), match.end()))) {
      return false;
    }
    if (entry.lexeme() instanceof Lexeme.Multiplier multiplier) {
      return (money || !multiplier.besideMoney()) && !groupOfDigits(match);
    }
    return !(entry.lexeme() instanceof Lexeme.Below) || match.start() > 0;
  }

  /// The `000` of `100 000` is no multiplier.
  private boolean groupOfDigits(Match<UnitLexicon.Entry> match) {
    return tokens.get(match.start()).is("000")
        && match.start() > 0
        && tokens.get(match.start() - 1).kind() == Kind.NUMBER;
  }

  private static boolean better(
      Match<UnitLexicon.Entry> match, @Nullable Match<UnitLexicon.Entry> best) {
    if (best == null || match.length() != best.length()) {
      return best == null || match.length() > best.length();
    }
    // Next to money `m` is million, and it fits only there.
    return match.value().lexeme() instanceof Lexeme.Multiplier m && m.besideMoney();
  }

  private static Lexeme plain(Token token) {
    return switch (token.kind()) {
      case WORD -> new Lexeme.Word(token.folded());
      case NUMBER -> new Lexeme.Digits(token.folded());
      case SIGN -> new Lexeme.Sign(token.folded());
    };
  }
}
