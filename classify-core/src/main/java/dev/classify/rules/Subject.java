package dev.classify.rules;

import dev.classify.rules.SubjectTerms.Place;
import dev.classify.text.Phrases.Match;
import dev.classify.text.Token;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// What an indicator is about: every term found, the strongest first.
final class Subject {

  /// A term where it was found.
  ///
  /// @param weight the strongest term counts; all weigh more than a unit alone
  /// @param inName whether it is a term of titles that stands in the name
  record Found(SubjectTerm term, int weight, Source source, boolean inName) {

    /// The term as the table writes it, for reasons.
    String quoted() {
      return "'" + term.term().replace("*", "") + "'";
    }
  }

  /// From this weight on a term decides whatever stands beside it.
  private static final int CERTAIN_WEIGHT_MIN = 8;

  private static final boolean[] NOWHERE = {};

  private final List<Found> found = new ArrayList<>();

  private Subject() {}

  static Subject of(Words words) {
    Subject subject = new Subject();
    subject.add(Place.TITLE, words.name(), Source.NAME, Points.NONE);
    subject.add(Place.TITLE, words.longName(), Source.LONG_NAME, Points.IN_LONG_NAME);
    subject.add(Place.UNIT, words.units(), Source.UNITS, Points.NONE);
    subject.addInBrackets(words.name());
    subject.add(Place.DATASET, words.dataset(), Source.DATASET, Points.NONE);
    subject.add(Place.CATEGORY, words.category(), Source.CATEGORY, Points.IN_CATEGORY);
    subject.add(Place.TITLE, words.dataset(), Source.DATASET, Points.IN_DATASET);
    subject.add(Place.DESCRIPTION, words.description(), Source.DESCRIPTION, Points.NONE);
    subject.add(Place.DEFINITION, words.definition(), Source.DESCRIPTION, Points.NONE);
    if (subject.found.stream().noneMatch(f -> f.term().nature() != Nature.NONE)) {
      subject.add(Place.TITLE, words.description(), Source.DESCRIPTION, Points.IN_DESCRIPTION);
    }
    subject.found.sort(Comparator.comparingInt(Found::weight).reversed());
    return subject;
  }

  private void add(Place place, List<Token> tokens, Source source, Points where) {
    List<Match<SubjectTerm>> matches = SubjectTerms.in(place).findOutermost(tokens);
    boolean[] inBrackets = matches.isEmpty() ? NOWHERE : inBrackets(tokens);
    for (Match<SubjectTerm> match : matches) {
      int points =
          match.value().weight() * Points.PER_WEIGHT.count()
              + match.length() * Points.PER_TOKEN.count()
              + Math.max(
                  Points.LATE_AT_MOST.count(), match.start() * Points.PER_TOKEN_BEFORE.count())
              + (inBrackets[match.start()] ? Points.IN_BRACKETS.count() : 0)
              + where.count();
      found.add(
          new Found(
              match.value(),
              Ground.TERM.weight() + points,
              source,
              place == Place.TITLE && source == Source.NAME));
    }
  }

  /// A unit may stand in the brackets of the name instead of in its field.
  private void addInBrackets(List<Token> tokens) {
    List<Match<SubjectTerm>> matches = SubjectTerms.in(Place.UNIT).find(tokens);
    boolean[] inBrackets = matches.isEmpty() ? NOWHERE : inBrackets(tokens);
    for (Match<SubjectTerm> match : matches) {
      if (inBrackets[match.start()]) {
        int points = match.value().weight() * Points.PER_WEIGHT.count();
        found.add(new Found(match.value(), Ground.TERM.weight() + points, Source.NAME, false));
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
  List<Found> natures() {
    List<Found> natures = new ArrayList<>();
    Set<Nature> named = EnumSet.of(Nature.NONE);
    for (Found one : found) {
      if (named.add(one.term().nature())) {
        natures.add(one);
      }
    }
    return natures;
  }

  boolean speaksOf(Set<Nature> natures) {
    return found.stream().anyMatch(f -> natures.contains(f.term().nature()));
  }

  /// The usual forms of the terms that have one, of the strongest first.
  Stream<Form> usualForms() {
    return found.stream().map(f -> Optional.ofNullable(f.term().usual())).flatMap(Optional::stream);
  }

  /// The usual form of the strongest term of the name, where it leaves no doubt.
  Optional<Form> certainForm() {
    return found.stream()
        .filter(Found::inName)
        .findFirst()
        .map(Found::term)
        .filter(term -> term.weight() >= CERTAIN_WEIGHT_MIN)
        .flatMap(term -> Optional.ofNullable(term.usual()));
  }

  /// Every term found, the strongest first.
  List<Found> found() {
    return found;
  }
}
