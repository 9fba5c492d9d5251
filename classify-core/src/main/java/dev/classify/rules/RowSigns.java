package dev.classify.rules;

import dev.classify.taxonomy.ReportingFrequency;
import dev.classify.taxonomy.UnitType;
import dev.classify.text.Token;
import java.util.List;

/// The signs that are the same for each field of an answer, and those of one field.
final class RowSigns {

  private static final int SHORT_TITLE_MAX = 2;
  private static final int LAST_ENGLISH_LETTER = 0x7F;
  private static final double FULL_WEIGHT = 300;
  private static final double FULL_MARGIN = 100;

  /// Evidence of less weight is a unit alone, not a term.
  private static final int TERM_WEIGHT_MIN = 50;

  private final double[] row = new double[ConfidenceSign.values().length];

  private final int subjectWeight;

  private RowSigns(int subjectWeight) {
    this.subjectWeight = subjectWeight;
  }

  static RowSigns of(
      FieldWords words,
      Subject subject,
      UnitEvidence unit,
      Weighing<ReportingFrequency> frequencies,
      Weighing<Meaning> meanings) {
    RowSigns signs = new RowSigns(meanings.winner().weight());
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
    return signs;
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
    for (Evidence other : against) {
      heaviest = Math.max(heaviest, other.weight());
    }
    signs[ConfidenceSign.MARGIN.place()] =
        Math.clamp((won.weight() - heaviest) / FULL_MARGIN, 0, 1);
    signs[ConfidenceSign.OPPOSED.place()] = against.isEmpty() ? 0 : 1;
    return signs;
  }
}
