package dev.classify.rules;

import dev.classify.rules.SubjectTerms.Place;
import dev.classify.taxonomy.HeatMapOrientation;
import dev.classify.text.Phrases.Match;
import dev.classify.text.Token;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// What an indicator is about: every term found, the strongest first.
final class Subject {

  private static final int PER_WEIGHT = 10;
  private static final int PER_TOKEN = 12;

  /// The head of a title stands first, so a term loses a little with each token before it.
  private static final int PER_TOKEN_BEFORE = 2;

  private static final int LATE_MAX = 24;

  /// A term in brackets explains the unit or the method, rarely the subject.
  private static final int IN_BRACKETS = 35;

  private static final int IN_LONG_NAME = 30;
  private static final int IN_DATASET = 45;
  private static final int IN_CATEGORY = 45;
  private static final int IN_DESCRIPTION = 60;

  /// From this weight on a term decides whatever stands beside it.
  private static final int CERTAIN_WEIGHT_MIN = 8;

  private record Scored(SubjectTerm term, int score, boolean inName) {}

  private final List<Scored> found = new ArrayList<>();

  private final List<Token> name;

  private Subject(List<Token> name) {
    this.name = name;
  }

  static Subject of(Words words) {
    Subject subject = new Subject(words.name());
    subject.add(Place.TITLE, words.name(), 0);
    subject.add(Place.TITLE, words.longName(), IN_LONG_NAME);
    subject.add(Place.UNIT, words.units(), 0);
    subject.addInBrackets(words.name());
    subject.add(Place.DATASET, words.dataset(), 0);
    subject.add(Place.CATEGORY, words.category(), IN_CATEGORY);
    subject.add(Place.TITLE, words.dataset(), IN_DATASET);
    subject.add(Place.DESCRIPTION, words.description(), 0);
    subject.add(Place.DEFINITION, words.definition(), 0);
    if (subject.found.stream().noneMatch(s -> s.term().nature() != Nature.NONE)) {
      subject.add(Place.TITLE, words.description(), IN_DESCRIPTION);
    }
    subject.found.sort(Comparator.comparingInt(Scored::score).reversed());
    return subject;
  }

  private void add(Place place, List<Token> tokens, int loss) {
    boolean[] inBrackets = inBrackets(tokens);
    for (Match<SubjectTerm> match : SubjectTerms.in(place).findOutermost(tokens)) {
      int score =
          match.value().weight() * PER_WEIGHT
              + match.length() * PER_TOKEN
              - Math.min(LATE_MAX, match.start() * PER_TOKEN_BEFORE)
              - (inBrackets[match.start()] ? IN_BRACKETS : 0)
              - loss;
      found.add(new Scored(match.value(), score, tokens == name));
    }
  }

  /// A unit may stand in the brackets of the name instead of in its field.
  private void addInBrackets(List<Token> tokens) {
    boolean[] inBrackets = inBrackets(tokens);
    for (Match<SubjectTerm> match : SubjectTerms.in(Place.UNIT).find(tokens)) {
      if (inBrackets[match.start()]) {
        found.add(new Scored(match.value(), match.value().weight() * PER_WEIGHT, false));
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

  /// The strongest terms that name a nature, each nature once.
  List<SubjectTerm> natures() {
    List<SubjectTerm> natures = new ArrayList<>();
    for (Scored scored : found) {
      Nature nature = scored.term().nature();
      if (nature != Nature.NONE && natures.stream().noneMatch(t -> t.nature() == nature)) {
        natures.add(scored.term());
      }
    }
    return natures;
  }

  boolean speaksOf(Set<Nature> natures) {
    return found.stream().anyMatch(s -> natures.contains(s.term().nature()));
  }

  /// The usual forms of the terms that have one, of the strongest first.
  Stream<Form> usualForms() {
    return found.stream().map(s -> Optional.ofNullable(s.term().usual())).flatMap(Optional::stream);
  }

  /// The usual form of the strongest term of the name, where it leaves no doubt.
  Optional<Form> certainForm() {
    return found.stream()
        .filter(Scored::inName)
        .findFirst()
        .map(Scored::term)
        .filter(term -> term.weight() >= CERTAIN_WEIGHT_MIN)
        .flatMap(term -> Optional.ofNullable(term.usual()));
  }

  Optional<HeatMapOrientation> orientation() {
    return found.stream()
        .map(s -> Optional.ofNullable(s.term().orientation()))
        .flatMap(Optional::stream)
        .findFirst();
  }
}
