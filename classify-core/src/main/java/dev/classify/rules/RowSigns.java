package dev.classify.rules;

import dev.classify.rules.Subject.FoundTerm;
import dev.classify.taxonomy.HeatMapOrientation;
import dev.classify.taxonomy.ReportingFrequency;
import dev.classify.taxonomy.UnitType;
import dev.classify.text.Token;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// The signs that are the same for each field of an answer, and those of one field.
final class RowSigns {

  private static final int SHORT_TITLE_MAX = 2;
  private static final int LAST_ENGLISH_LETTER = 0x7F;
  private static final double FULL_WEIGHT = 300;
  private static final double FULL_MARGIN = 100;

  /// Evidence of less weight is a unit alone, not a term.
  private static final int TERM_WEIGHT_MIN = 50;

  /// Terms of less weight are hints.
  private static final int SUBJECT_WEIGHT_MIN = 5;

  private static final Set<SubjectKind> MEASURES =
      EnumSet.of(
          SubjectKind.SLICE,
          SubjectKind.SLICE_OF_FLOW,
          SubjectKind.SUBGROUP,
          SubjectKind.PART,
          SubjectKind.TALLY,
          SubjectKind.EXTENT,
          SubjectKind.INDEX_WORD,
          SubjectKind.RATIO,
          SubjectKind.FLOW_RATIO,
          SubjectKind.DURATION,
          SubjectKind.SPREAD);

  private final double[] row = new double[ConfidenceSign.values().length];

  private final int subjectWeight;
  private final Subject subject;

  private RowSigns(int subjectWeight, Subject subject) {
    this.subjectWeight = subjectWeight;
    this.subject = subject;
  }

  static RowSigns of(
      FieldWords words,
      Subject subject,
      UnitEvidence unit,
      Weighing<ReportingFrequency> frequencies,
      Weighing<Meaning> meanings) {
    RowSigns signs = new RowSigns(meanings.winner().weight(), subject);
    List<Token> title = words.name();
    signs.set(ConfidenceSign.ALWAYS, true);
    signs.row[ConfidenceSign.TITLE_READ.place()] = subject.titleRead().share();
    signs.set(ConfidenceSign.TITLE_BEGINS_READ, subject.titleRead().first());
    signs.set(ConfidenceSign.TITLE_ENDS_READ, subject.titleRead().last());
    signs.set(ConfidenceSign.MEANING_OF_UNIT, meanings.winner().weight() < TERM_WEIGHT_MIN);
    signs.set(ConfidenceSign.TITLE_UNKNOWN, subject.found().stream().noneMatch(f -> f.inName()));
    signs.set(ConfidenceSign.SHORT_TITLE, title.size() <= SHORT_TITLE_MAX);
    subject
        .usualForms()
        .findFirst()
        .ifPresent(
            usual -> {
              UnitType type = unit.type().winner().value();
              signs.set(ConfidenceSign.UNIT_AS_USUAL, usual.unitType() == type);
              signs.set(ConfidenceSign.UNIT_UNUSUAL, usual.unitType() != type);
            });
    signs.set(ConfidenceSign.UNIT_UNREAD, !unit.leftover().isEmpty());
    signs.set(
        ConfidenceSign.UNIT_NOT_STATED,
        unit.unknown() || unit.type().winner().source() == EvidenceSource.USAGE);
    signs.set(
        ConfidenceSign.FREQUENCY_NOT_KNOWN,
        frequencies.winner().source() == EvidenceSource.NOTHING);
    signs.set(ConfidenceSign.FOREIGN, title.stream().anyMatch(RowSigns::foreign));
    Meaning meaning = meanings.winner().value();
    signs.set(
        ConfidenceSign.MEANINGS_DIFFER,
        meanings.candidates().stream()
            .anyMatch(
                other ->
                    other.weight() >= TERM_WEIGHT_MIN
                        && (other.value().type() != meaning.type()
                            || other.value().family() != meaning.family())));
    signs.set(ConfidenceSign.SEVERAL_KINDS, severalKinds(subject));
    signs.setUnit(unit.type().winner().value());
    signs.set(
        ConfidenceSign.QUOTED_WITHOUT_FREQUENCY,
        meaning.aggregation() == null && frequencies.winner().source() == EvidenceSource.NOTHING);
    return signs;
  }

  private static boolean severalKinds(Subject subject) {
    SubjectKind first = SubjectKind.NONE;
    for (FoundTerm found : subject.found()) {
      SubjectKind kind = found.inName() ? found.term().kind() : SubjectKind.NONE;
      if (first == SubjectKind.NONE) {
        first = kind;
      } else if (kind != SubjectKind.NONE && kind != first) {
        return true;
      }
    }
    return false;
  }

  private void setUnit(UnitType type) {
    set(ConfidenceSign.PERCENTAGE, type == UnitType.PERCENTAGE);
    set(ConfidenceSign.COUNT, type == UnitType.COUNT);
    set(ConfidenceSign.INDEX, type == UnitType.INDEX);
  }

  private void set(ConfidenceSign sign, boolean holds) {
    row[sign.place()] = holds ? 1 : 0;
  }

  private static boolean foreign(Token token) {
    return token.original().chars().anyMatch(c -> c > LAST_ENGLISH_LETTER);
  }

  /// The signs of one field.
  ///
  /// @param right what the strength alone would say
  double[] with(double right, Evidence won, List<Evidence> against) {
    double[] signs = row.clone();
    signs[ConfidenceSign.STRENGTH.place()] = Math.log(right / (1 - right));
    signs[ConfidenceSign.WEIGHT.place()] = Math.clamp(won.weight() / FULL_WEIGHT, 0, 1);
    signs[ConfidenceSign.NOT_STATED.place()] =
        won.source() == EvidenceSource.SCHEME || won.source() == EvidenceSource.USAGE ? 1 : 0;
    signs[ConfidenceSign.SUBJECT_DECIDES.place()] = won.weight() == subjectWeight ? 1 : 0;
    int heaviest = 0;
    int lightest = Integer.MAX_VALUE;
    for (Evidence other : against) {
      heaviest = Math.max(heaviest, other.weight());
      lightest = Math.min(lightest, other.weight());
    }
    signs[ConfidenceSign.MARGIN.place()] =
        Math.clamp((won.weight() - heaviest) / FULL_MARGIN, 0, 1);
    signs[ConfidenceSign.OPPOSED.place()] = against.isEmpty() ? 0 : 1;
    signs[ConfidenceSign.OPPOSED_BY_TERM.place()] = heaviest >= TERM_WEIGHT_MIN ? 1 : 0;
    signs[ConfidenceSign.NOT_OF_UNIT.place()] = lightest < TERM_WEIGHT_MIN ? 1 : 0;
    setAnswer(signs, won);
    if (won.source() == EvidenceSource.NAME) {
      for (FoundTerm found : subject.found()) {
        if (found.inName() && found.weight() == won.weight()) {
          setTerm(signs, found);
          break;
        }
      }
    }
    return signs;
  }

  private void setAnswer(double[] signs, Evidence won) {
    boolean neutral = won.value().equals(HeatMapOrientation.NEUTRAL.token());
    signs[ConfidenceSign.NEUTRAL.place()] = neutral ? 1 : 0;
    signs[ConfidenceSign.NEUTRAL_UNREAD.place()] =
        neutral && subject.titleRead().someUnread() ? 1 : 0;
  }

  private void setTerm(double[] signs, FoundTerm found) {
    signs[ConfidenceSign.HINT.place()] = found.term().weight() < SUBJECT_WEIGHT_MIN ? 1 : 0;
    signs[ConfidenceSign.SINGLE_WORD.place()] = found.end() - found.start() == 1 ? 1 : 0;
    signs[ConfidenceSign.MEASURE.place()] = MEASURES.contains(found.term().kind()) ? 1 : 0;
    signs[ConfidenceSign.IN_COMPLEMENT.place()] = subject.titleRead().joined(found.start()) ? 1 : 0;
  }
}
