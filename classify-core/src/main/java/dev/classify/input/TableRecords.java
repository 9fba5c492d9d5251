package dev.classify.input;

import dev.classify.indicator.Problem;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// The records of a table one by one, its header among them.
interface TableRecords extends Closeable {

  /// One record, or why it is none.
  sealed interface Entry {

    /// The line on which it begins, from 1; in a spreadsheet the number of the row.
    long line();

    record Fields(long line, List<String> values) implements Entry {
      public Fields {
        values = List.copyOf(values);
      }
    }

    /// A row that cannot be read.
    ///
    /// @param values of the fields before the fault
    record Broken(long line, List<String> values, String problem, String fix) implements Entry {
      public Broken {
        values = List.copyOf(values);
      }
    }
  }

  /// What is wrong with the latest record, although it can be read.
  default List<Problem> warnings() {
    return List.of();
  }

  /// The next record, empty after the last one.
  Optional<Entry> next() throws IOException;
}
