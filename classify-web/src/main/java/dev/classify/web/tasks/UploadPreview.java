package dev.classify.web.tasks;

import dev.classify.exit.CommandFailure;
import dev.classify.indicator.IndicatorField;
import dev.classify.indicator.Problem;
import dev.classify.input.ColumnMapping;
import dev.classify.input.FileInput;
import dev.classify.input.InputOptions;
import dev.classify.input.InputRow;
import dev.classify.input.InputRows;
import dev.classify.input.InputSample;
import dev.classify.input.InputSample.TextLayout;
import dev.classify.store.tasks.Upload;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What a run would read from a file.
///
/// @param format null if the file cannot be read
/// @param text how it is read; null if it cannot be
/// @param mappingProblem why no row can be read with these columns; null if rows can be read
/// @param sample the first rows as they stand in the file
/// @param rows that can be used
/// @param unusable rows that cannot
/// @param warnings values that are dropped from rows which can be used
/// @param problems of the first rows that have some
record UploadPreview(
    String upload,
    String name,
    long bytes,
    @Nullable String format,
    @Nullable TextLayout text,
    List<Column> columns,
    @Nullable String mappingProblem,
    List<InputSample.Row> sample,
    long rows,
    long unusable,
    long warnings,
    List<RowProblem> problems) {

  static final int SAMPLE_ROWS = 20;

  /// A person reads no more, and the file has to be corrected anyway.
  private static final int PROBLEMS_MAX = 100;

  /// A column, and the field that it is read as; null if it is ignored.
  ///
  /// @param mapped whether the caller has said so, and not its name
  record Column(String name, @Nullable String field, boolean mapped) {}

  /// What is wrong with one row.
  ///
  /// @param severity `error` if the row cannot be used, `warning` if a value is dropped
  record RowProblem(
      long line, String indicatorId, String field, String severity, String problem, String fix) {

    private static RowProblem of(long line, String id, String severity, Problem problem) {
      return new RowProblem(line, id, problem.field(), severity, problem.problem(), problem.fix());
    }
  }

  /// Reads the whole file.
  ///
  /// @param content opens it
  static UploadPreview of(
      Upload upload, InputSample sample, InputOptions options, Supplier<InputStream> content) {
    Counts counts = new Counts();
    String mappingProblem = null;
    try (InputRows rows = FileInput.open(upload.fileName(), content.get(), options)) {
      for (Optional<InputRow> row = rows.next(); row.isPresent(); row = rows.next()) {
        counts.add(row.get());
      }
    } catch (CommandFailure unreadable) {
      mappingProblem = unreadable.problem();
    } catch (IOException fault) {
      throw dev.classify.web.http.Problem.unavailable(
          "the upload cannot be read: " + fault.getMessage(), 5);
    }
    return new UploadPreview(
        upload.uploadId(),
        upload.fileName(),
        upload.bytes(),
        sample.format().name().toLowerCase(Locale.ROOT),
        sample.text(),
        sample.columns().stream().map(column -> column(column, options)).toList(),
        mappingProblem,
        sample.rows(),
        counts.rows,
        counts.unusable,
        counts.warnings,
        counts.problems);
  }

  /// A file that cannot be read as the caller says.
  static UploadPreview unreadable(Upload upload, String problem) {
    return new UploadPreview(
        upload.uploadId(),
        upload.fileName(),
        upload.bytes(),
        null,
        null,
        List.of(),
        problem,
        List.of(),
        0,
        0,
        0,
        List.of());
  }

  private static Column column(String name, InputOptions options) {
    return new Column(
        name,
        ColumnMapping.fieldOf(name, options.assigned())
            .map(IndicatorField::column)
            .or(() -> options.assigned().attributeOf(name))
            .orElse(null),
        options.assigned().has(name));
  }

  /// Counts rows while they are read.
  private static final class Counts {
    private long rows;
    private long unusable;
    private long warnings;
    private final List<RowProblem> problems = new ArrayList<>();

    private void add(InputRow row) {
      switch (row) {
        case InputRow.Good good -> {
          rows++;
          warnings += good.warnings().size();
          good.warnings()
              .forEach(
                  problem ->
                      list(
                          RowProblem.of(
                              good.location().line(), good.indicator().id(), "warning", problem)));
        }
        case InputRow.Bad bad -> {
          unusable++;
          bad.problems()
              .forEach(
                  problem ->
                      list(RowProblem.of(bad.location().line(), bad.id(), "error", problem)));
        }
      }
    }

    private void list(RowProblem problem) {
      if (problems.size() < PROBLEMS_MAX) {
        problems.add(problem);
      }
    }
  }
}
