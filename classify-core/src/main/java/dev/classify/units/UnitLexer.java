package dev.classify.units;

import dev.classify.text.PhraseIndex.Match;
import dev.classify.text.Token;
import dev.classify.text.Token.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Turns the tokens of a unit text into lexemes: the longest known phrase at each position.
final class UnitLexer {

  private static final int CODE_LENGTH = 3;

  /// From a thousand on, a number before a currency multiplies it.
  private static final int THOUSAND_POWER = 3;

  /// What may stand between a multiplier and its currency: `MM de US$`.
  private static final Set<String> BETWEEN = Set.of(",", "(", "of", "de", "di", "do");

  private final CurrencyCodes codes;
  private final List<Token> tokens;
  private final List<Match<UnitLexicon.Entry>> matches;

  /// Tokens that belong to the name of a currency.
  private final boolean[] money;

  /// Tokens at which a multiplier begins, and those at which one ends.
  private final boolean[] factorStart;

  private final boolean[] factorEnd;

  /// Tokens at which a phrase for prices, such as `constant`, ends.
  private final boolean[] basisEnd;

  private int steps;

  /// Whether the text is a field for the scale alone.
  private final boolean scaleField;

  /// Whether the text is a title or a definition, in which words may name something else.
  private final boolean title;

  private UnitLexer(UnitTables tables, List<Token> tokens, boolean scaleField, boolean title) {
    this.codes = tables.currencyCodes();
    this.tokens = tokens;
    this.scaleField = scaleField;
    this.title = title;
    matches = tables.lexicon().find(tokens);
    money = new boolean[tokens.size()];
    factorStart = new boolean[tokens.size()];
    factorEnd = new boolean[tokens.size()];
    basisEnd = new boolean[tokens.size()];
  }

  /// @param steps matches and tokens looked at
  record Lexed(List<PlacedLexeme> lexemes, int steps) {}

  static Lexed lex(UnitTables tables, List<Token> tokens, boolean scaleField, boolean title) {
    List<Token> apart = GluedWords.apart(tables.lexicon(), tokens);
    UnitLexer lexer = new UnitLexer(tables, apart, scaleField, title);
    lexer.look();
    List<PlacedLexeme> lexemes = lexer.run();
    return new Lexed(lexemes, lexer.steps);
  }

  private void look() {
    for (Match<UnitLexicon.Entry> match : matches) {
      steps++;
      if (match.value().spelledIn(tokens, match.start(), match.end())) {
        mark(match);
      }
    }
    for (int at = 0; at < tokens.size(); at++) {
      money[at] |= codeAt(at);
    }
  }

  private void mark(Match<UnitLexicon.Entry> match) {
    Lexeme lexeme = match.value().lexeme();
    if (lexeme instanceof Lexeme.Multiplier) {
      factorStart[match.start()] = true;
      factorEnd[match.end() - 1] = true;
    } else if (lexeme instanceof Lexeme.Basis) {
      basisEnd[match.end() - 1] = true;
    } else if (lexeme instanceof Lexeme.Currency) {
      Arrays.fill(money, match.start(), match.end(), true);
    }
  }

  private List<PlacedLexeme> run() {
    List<PlacedLexeme> lexemes = new ArrayList<>();
    int next = 0;
    int at = 0;
    while (at < tokens.size()) {
      Match<UnitLexicon.Entry> best = null;
      boolean doubtful = false;
      for (; next < matches.size() && matches.get(next).start() <= at; next++) {
        steps++;
        Match<UnitLexicon.Entry> match = matches.get(next);
        if (match.start() == at && fits(match)) {
          doubtful = best != null && best.length() == match.length();
          best = better(match, best) ? match : best;
        }
      }
      steps++;
      int end = best == null || codeAt(at) ? at + 1 : best.end();
      Lexeme lexeme =
          codeAt(at)
              ? new Lexeme.Currency(
                  CurrencyNaming.ISO, capitals(at), Lexeme.MoneyPlace.ANY, Factor.NONE)
              : best == null ? plain(tokens.get(at)) : best.value().lexeme();
      lexemes.add(new PlacedLexeme(lexeme, tokens.subList(at, end), doubtful));
      at = end;
    }
    return lexemes;
  }

  /// A code in capitals counts. If it is also a word, or not in capitals, it counts only alone or
  /// beside a multiplier, a slash or a word for prices.
  private boolean codeAt(int at) {
    Token token = tokens.get(at);
    if (token.kind() != Kind.WORD || token.folded().length() != CODE_LENGTH) {
      return false;
    }
    String code = capitals(at);
    if (!codes.known(code)) {
      return false;
    }
    boolean word = codes.alsoWord(code);
    if (token.capitals() && !word) {
      return true;
    }
    return (token.capitals() || !word)
        && ((tokens.size() == 1 && !(title && capitalised(token)))
            || priceBefore(at)
            || amountBefore(at)
            || amountAfter(at)
            || changed(at));
  }

  /// `Bob`, but neither `BOB` nor `bob`.
  private static boolean capitalised(Token token) {
    String original = token.original();
    return !token.capitals() && !original.equals(original.toLowerCase(Locale.ROOT));
  }

  private boolean amountBefore(int at) {
    return at > 0 && (factorEnd[at - 1] || divides(at - 1));
  }

  private boolean amountAfter(int at) {
    return at + 1 < tokens.size() && (factorStart[at + 1] || divides(at + 1));
  }

  /// `change in ALL`, which ends there, but not `change in ALL cities`.
  private boolean changed(int at) {
    return at == tokens.size() - 1
        && at >= 2
        && tokens.get(at - 1).is("in")
        && tokens.get(at - 2).is("change");
  }

  private boolean divides(int at) {
    return tokens.get(at).is("/") || tokens.get(at).is("per");
  }

  /// `constant 2015 ALL`, `constant 1990 - 95 ALL`.
  private boolean priceBefore(int at) {
    for (int i = at - 1; i >= 0 && i >= at - 4; i--) {
      if (basisEnd[i]) {
        return true;
      }
      if (tokens.get(i).kind() != Kind.NUMBER && !tokens.get(i).is("-")) {
        return false;
      }
    }
    return false;
  }

  private String capitals(int at) {
    return tokens.get(at).folded().toUpperCase(Locale.ROOT);
  }

  private boolean fits(Match<UnitLexicon.Entry> match) {
    UnitLexicon.Entry entry = match.value();
    if (!entry.spelledIn(tokens, match.start(), match.end())) {
      return false;
    }
    if (entry.lexeme() instanceof Lexeme.Multiplier multiplier) {
      return besides(multiplier, match) && !groupOfDigits(match);
    }
    if (entry.lexeme() instanceof Lexeme.Currency currency) {
      return isMoney(currency, match);
    }
    return !(entry.lexeme() instanceof Lexeme.DenominatorWord) || match.start() > 0;
  }

  private boolean isMoney(Lexeme.Currency currency, Match<UnitLexicon.Entry> match) {
    return switch (currency.where()) {
      case ANY -> true;
      case AMOUNT -> match.end() < tokens.size() && factorStart[match.end()];
      case UNITS -> !title || amountBeside(match);
      case SMALL -> !title || small(match) || amountBeside(match);
    };
  }

  private boolean small(Match<UnitLexicon.Entry> match) {
    String original = tokens.get(match.start()).original();
    return original.equals(original.toLowerCase(Locale.ROOT));
  }

  /// `won per US dollar`, `won/kg`, `billions of won`, `1000 won`, `current won`; but in
  /// `Mendoza/Córdoba` only words that no table knows are beside it.
  private boolean amountBeside(Match<UnitLexicon.Entry> match) {
    int before = match.start() - 1;
    int after = match.end();
    return factorEnds(before)
        || (skippable(before) && factorEnds(before - 1))
        || (after < tokens.size() && (factorStart[after] || tokens.get(after).is("per")))
        || (before >= 0 && tokens.get(before).is("per"))
        || (isSlash(before) && knownAt(before - 1))
        || (isSlash(after) && knownAt(after + 1))
        || priceBefore(match.start());
  }

  private boolean factorEnds(int at) {
    return at >= 0
        && (factorEnd[at] || NumberParser.power(tokens.get(at).folded()) >= THOUSAND_POWER);
  }

  private boolean isSlash(int at) {
    return at >= 0 && at < tokens.size() && tokens.get(at).is("/");
  }

  /// Whether the token belongs to a phrase of units that is not also the name of something else.
  private boolean knownAt(int at) {
    return matches.stream()
        .anyMatch(
            match ->
                match.start() <= at
                    && at < match.end()
                    && !(match.value().lexeme() instanceof Lexeme.Currency currency
                        && currency.where() != Lexeme.MoneyPlace.ANY));
  }

  private boolean besides(Lexeme.Multiplier multiplier, Match<UnitLexicon.Entry> match) {
    return switch (multiplier.beside()) {
      case ANY -> true;
      case MONEY -> moneyBeside(match);
      case UNIT -> moneyBeside(match) || countedAt(match.end());
      case CODE -> isCode(match.start() - 1) || isCode(match.end());
      case FIELD -> scaleField;
    };
  }

  /// `miles tm`: thousands of tonnes.
  private boolean countedAt(int at) {
    return matches.stream()
        .anyMatch(
            match ->
                match.start() == at
                    && (match.value().lexeme() instanceof Lexeme.Measure
                        || match.value().lexeme() instanceof Lexeme.Thing));
  }

  private boolean isCode(int at) {
    return at >= 0 && at < tokens.size() && tokens.get(at).capitals() && codeAt(at);
  }

  /// `EUR m`, `US$, m`, `m EUR`, `m of EUR`; but the `m` of `EUR/m` is what is paid for.
  private boolean moneyBeside(Match<UnitLexicon.Entry> match) {
    int before = match.start() - 1;
    int after = match.end();
    if (before >= 0 && divides(before)) {
      return false;
    }
    return moneyAt(before)
        || (skippable(before) && moneyAt(before - 1))
        || moneyAt(after)
        || (skippable(after) && moneyAt(after + 1));
  }

  private boolean moneyAt(int at) {
    return at >= 0 && at < tokens.size() && money[at];
  }

  private boolean skippable(int at) {
    return at >= 0 && at < tokens.size() && BETWEEN.contains(tokens.get(at).folded());
  }

  /// The `000` of `100 000` is not a multiplier.
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
    // A word that its neighbours make a currency or a multiplier is not a measure here.
    Lexeme lexeme = match.value().lexeme();
    return (lexeme instanceof Lexeme.Multiplier multiplier
            && multiplier.beside() != Lexeme.Beside.ANY)
        || (lexeme instanceof Lexeme.Currency currency
            && currency.where() == Lexeme.MoneyPlace.AMOUNT);
  }

  private static Lexeme plain(Token token) {
    return switch (token.kind()) {
      case WORD -> new Lexeme.Word();
      case NUMBER -> new Lexeme.Digits(token.folded());
      case SIGN -> new Lexeme.Sign(token.folded());
    };
  }
}
