package dev.classify.web.tasks;

import dev.classify.exit.CommandFailure;
import dev.classify.indicator.AssignedColumns;
import dev.classify.input.ColumnAssignments;
import dev.classify.input.InputOptions;
import dev.classify.input.TextOptions;
import dev.classify.store.tasks.TaskSettings.FileText;
import java.util.function.Consumer;

/// Reads what a caller says of a file and its columns. Faults are collected, for one answer with
/// all of them.
final class FileReading {

  private final ColumnAssignments columns = new ColumnAssignments();
  private final Consumer<String> wrong;
  private TextOptions text = TextOptions.NONE;

  /// @param wrong takes each fault
  FileReading(Consumer<String> wrong) {
    this.wrong = wrong;
  }

  /// Takes what is said of the text.
  FileReading text(FileText said) {
    collect(() -> text = TextOptions.of(said.delimiter(), said.encoding(), said.skipLines()));
    return this;
  }

  /// Takes a column.
  ///
  /// @param field empty to ignore it
  /// @param origin where the caller says so, for messages
  void column(String column, String field, String origin) {
    collect(() -> columns.add(column, field, origin));
  }

  private void collect(Runnable reading) {
    try {
      reading.run();
    } catch (CommandFailure fault) {
      wrong.accept(UploadRoutes.sentence(fault));
    }
  }

  AssignedColumns columns() {
    return columns.assigned();
  }

  InputOptions options() {
    return new InputOptions(null, columns(), text);
  }
}
