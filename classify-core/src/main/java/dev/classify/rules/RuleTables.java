package dev.classify.rules;

import dev.classify.exit.CommandFailure;
import dev.classify.time.TimeTables;
import dev.classify.units.UnitTables;
import java.util.Objects;

/// All tables that the rules answer from.
final class RuleTables {

  private RuleTables() {}

  /// Reads and checks them now, so that a program with a faulty one does not start.
  static void load() {
    try {
      Objects.requireNonNull(EvidenceKind.TERM.token());
      Objects.requireNonNull(TermScore.NONE.token());
      Objects.requireNonNull(CalibrationTable.FIELDS);
      Objects.requireNonNull(SubjectTerms.in(SubjectTerms.Place.TITLE));
      Objects.requireNonNull(MeaningTable.plain(NumberForm.UNKNOWN));
      Objects.requireNonNull(NumberForms.IN_UNITS);
      Objects.requireNonNull(TimeWords.WORDS);
      Objects.requireNonNull(UnitSearch.AMERICAN);
      TimeTables.load();
      UnitTables.load();
    } catch (ExceptionInInitializerError error) {
      if (error.getCause() instanceof CommandFailure fault) {
        throw CommandFailure.failed(
            "the rules cannot be used: " + fault.problem(), fault.fix(), fault);
      }
      throw error;
    }
  }
}
