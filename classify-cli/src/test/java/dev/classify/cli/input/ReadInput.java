package dev.classify.cli.input;

import dev.classify.indicator.Indicator;
import dev.classify.input.InputOptions;
import dev.classify.input.InputRow;
import dev.classify.input.InputRows;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// All rows of an input at once, as tests want them.
record ReadInput(List<InputRow> rows, List<String> extraColumns) {

  static ReadInput of(Path file) {
    return of(file, InputOptions.NONE);
  }

  static ReadInput of(Path file, InputOptions options) {
    try (InputSource source = InputSource.file(file, options)) {
      return of(source);
    }
  }

  static ReadInput of(InputSource source) {
    List<InputRow> all = new ArrayList<>();
    try (InputRows rows = source.open()) {
      for (Optional<InputRow> row = rows.next(); row.isPresent(); row = rows.next()) {
        all.add(row.get());
      }
      return new ReadInput(all, rows.extraColumns());
    }
  }

  List<Indicator> indicators() {
    return good().stream().map(InputRow.Good::indicator).toList();
  }

  List<InputRow.Good> good() {
    return rows.stream()
        .filter(InputRow.Good.class::isInstance)
        .map(InputRow.Good.class::cast)
        .toList();
  }

  List<InputRow.Bad> bad() {
    return rows.stream()
        .filter(InputRow.Bad.class::isInstance)
        .map(InputRow.Bad.class::cast)
        .toList();
  }

  /// Place, id and problems of each bad row, in one line.
  List<String> badLines() {
    return bad().stream()
        .map(
            row ->
                row.location().line()
                    + " "
                    + row.id()
                    + ": "
                    + String.join(
                        ", ",
                        row.problems().stream()
                            .map(problem -> problem.field() + " " + problem.problem())
                            .toList()))
        .toList();
  }
}
