package dev.classify.rules;

import dev.classify.rules.SubjectTerms.Place;
import dev.classify.text.PhraseIndex.Match;
import dev.classify.text.Token;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The subject of an indicator: every term found, the strongest first.
final class Subject {

  /// A term where it was found.
  ///
  /// @param weight the heaviest term decides; every term weighs more than a unit alone
  /// @param start index of its first word in its text
  /// @param end index after its last word
  /// @param inName whether it is a term for titles and was found in the name
  record FoundTerm(
      SubjectTerm term, int weight, EvidenceSource source, int start, int end, boolean inName) {

    /// The term as the table writes it, for reasons.
    String quoted() {
      return "'" + term.term().replace("*", "").replace("=", "") + "'";
    }
  }

  /// From this weight on a term decides against any other text.
  private static final int CERTAIN_WEIGHT_MIN = 8;

  private static final boolean[] NOWHERE = {};
  private static final BitSet NOTHING = new BitSet();

  private final List<FoundTerm> found = new ArrayList<>();

  private TitleCoverage titleRead = TitleCoverage.NONE;

  private final SubjectTerms terms;
  private final AsideWords asideWords;
  private final TermScores scores;
  private final int termWeight;

  private Subject(RuleTables tables) {
    terms = tables.terms();
    asideWords = tables.asideWords();
    scores = tables.scores();
    termWeight = tables.weights().of(EvidenceKind.TERM);
  }

  static Subject of(RuleTables tables, FieldWords words) {
    Subject subject = new Subject(tables);
    subject.add(Place.TITLE, words.name(), EvidenceSource.NAME, TermScore.NONE);
    subject.add(Place.TITLE, words.longName(), EvidenceSource.LONG_NAME, TermScore.IN_LONG_NAME);
    subject.add(Place.UNIT, words.units(), EvidenceSource.UNITS, TermScore.NONE);
    subject.addInBrackets(words.name());
    subject.add(Place.DATASET, words.dataset(), EvidenceSource.DATASET, TermScore.NONE);
    subject.add(Place.CATEGORY, words.category(), EvidenceSource.CATEGORY, TermScore.IN_CATEGORY);
    subject.add(Place.TITLE, words.dataset(), EvidenceSource.DATASET, TermScore.IN_DATASET);
    subject.add(Place.DESCRIPTION, words.description(), EvidenceSource.DESCRIPTION, TermScore.NONE);
    subject.add(Place.DEFINITION, words.definition(), EvidenceSource.DESCRIPTION, TermScore.NONE);
    if (subject.found.stream().noneMatch(f -> f.term().kind() != SubjectKind.NONE)) {
      subject.add(
          Place.TITLE, words.description(), EvidenceSource.DESCRIPTION, TermScore.IN_DESCRIPTION);
    }
    subject.found.sort(Comparator.comparingInt(FoundTerm::weight).reversed());
    return subject;
  }

  private void add(Place place, List<Token> tokens, EvidenceSource source, TermScore where) {
    List<Match<SubjectTerm>> matches = terms.in(place).findOutermost(tokens);
    boolean name = place == Place.TITLE && source == EvidenceSource.NAME;
    boolean[] inBrackets = matches.isEmpty() && !name ? NOWHERE : inBrackets(tokens);
    if (name) {
      titleRead = new TitleCoverage(tokens, matches, inBrackets);
    }
    BitSet aside =
        place == Place.TITLE && matches.size() > 1 ? asideWords.positions(tokens) : NOTHING;
    int before = found.size();
    for (Match<SubjectTerm> match : matches) {
      if (!match.value().spelledIn(tokens, match.start(), match.end())
          || (aside.get(match.start()) && found.size() > before)) {
        continue;
      }
      int points =
          match.value().weight() * scores.of(TermScore.PER_WEIGHT)
              + words(tokens, match) * scores.of(TermScore.PER_TOKEN)
              + Math.max(
                  scores.of(TermScore.LATE_AT_MOST),
                  match.start() * scores.of(TermScore.PER_TOKEN_BEFORE))
              + (inBrackets[match.start()] ? scores.of(TermScore.IN_BRACKETS) : 0)
              + scores.of(where);
      found.add(
          new FoundTerm(
              match.value(), termWeight + points, source, match.start(), match.end(), name));
    }
  }

  /// How much of the name the terms cover.
  TitleCoverage titleRead() {
    return titleRead;
  }

  /// The number of words of a match. Where each character is a token, as in Chinese, three make
  /// about as much sense as one word.
  private static int words(List<Token> tokens, Match<SubjectTerm> match) {
    return Character.isIdeographic(tokens.get(match.start()).folded().codePointAt(0))
        ? (match.length() + 2) / 3
        : match.length();
  }

  /// Some names have the unit in brackets.
  private void addInBrackets(List<Token> tokens) {
    List<Match<SubjectTerm>> matches = terms.in(Place.UNIT).find(tokens);
    boolean[] inBrackets = matches.isEmpty() ? NOWHERE : inBrackets(tokens);
    for (Match<SubjectTerm> match : matches) {
      if (inBrackets[match.start()]) {
        int points = match.value().weight() * scores.of(TermScore.PER_WEIGHT);
        found.add(
            new FoundTerm(
                match.value(),
                termWeight + points,
                EvidenceSource.NAME,
                match.start(),
                match.end(),
                false));
      }
    }
  }

  private static boolean[] inBrackets(List<Token> tokens) {
    boolean[] inside = new boolean[tokens.size()];
    int depth = 0;
    for (int i = 0; i < tokens.size(); i++) {
      if (tokens.get(i).is("(") || tokens.get(i).is("[")) {
        depth++;
      } else if (tokens.get(i).is(")") || tokens.get(i).is("]")) {
        depth = Math.max(0, depth - 1);
      }
      inside[i] = depth > 0;
    }
    return inside;
  }

  /// The strongest term of each kind.
  List<FoundTerm> kinds() {
    List<FoundTerm> natures = new ArrayList<>();
    Set<SubjectKind> named = EnumSet.of(SubjectKind.NONE);
    for (FoundTerm one : found) {
      if (named.add(one.term().kind())) {
        natures.add(one);
      }
    }
    return natures;
  }

  boolean mentions(Set<SubjectKind> natures) {
    return found.stream().anyMatch(f -> natures.contains(f.term().kind()));
  }

  /// The usual forms of the terms that have one, in the order of the terms.
  Stream<NumberForm> usualForms() {
    return found.stream()
        .map(f -> Optional.ofNullable(f.term().usualForm()))
        .flatMap(Optional::stream);
  }

  /// The usual form of the strongest term in the name, if that term is certain.
  Optional<NumberForm> certainForm() {
    return found.stream()
        .filter(FoundTerm::inName)
        .findFirst()
        .map(FoundTerm::term)
        .filter(term -> term.weight() >= CERTAIN_WEIGHT_MIN)
        .flatMap(term -> Optional.ofNullable(term.usualForm()));
  }

  /// Every term found, the strongest first.
  List<FoundTerm> found() {
    return found;
  }
}
