package dev.classify.rules;

import dev.classify.text.TableFault;
import dev.classify.time.TimeTables;
import dev.classify.units.UnitTables;
import java.util.Objects;

/// All tables that the rules answer from.
final class RuleTables {

  private RuleTables() {}

  /// Reads and checks them now, so that a program with a faulty one does not start.
  static void load() {
    try {
      Objects.requireNonNull(Ground.TERM.token());
      Objects.requireNonNull(Points.NONE.token());
      Objects.requireNonNull(Calibration.FIELDS);
      Objects.requireNonNull(SubjectTerms.in(SubjectTerms.Place.TITLE));
      Objects.requireNonNull(Meanings.plain(Form.UNKNOWN));
      Objects.requireNonNull(Forms.IN_UNITS);
      Objects.requireNonNull(TimeWords.WORDS);
      Objects.requireNonNull(UnitSearch.AMERICAN);
      TimeTables.load();
      UnitTables.load();
    } catch (ExceptionInInitializerError error) {
      if (error.getCause() instanceof TableFault fault) {
        throw fault;
      }
      throw error;
    }
  }
}
