package dev.classify.web.tasks;

import dev.classify.exit.CommandFailure;
import dev.classify.indicator.AssignedColumns;
import dev.classify.input.ColumnAssignments;
import dev.classify.input.InputOptions;
import dev.classify.input.TextOptions;
import dev.classify.store.tasks.TaskSettings.FileSettings;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Reads what a caller says of a file and its columns. Faults are collected, for one answer with
/// all of them.
final class FileReading {

  private final ColumnAssignments columns = new ColumnAssignments();
  private final Consumer<String> wrong;
  private TextOptions text = TextOptions.NONE;
  private @Nullable String sheet;

  /// @param wrong takes each fault
  FileReading(Consumer<String> wrong) {
    this.wrong = wrong;
  }

  /// Takes how the file is read.
  FileReading file(FileSettings said) {
    sheet = said.sheet();
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
    return new InputOptions(null, columns(), text, sheet);
  }
}
