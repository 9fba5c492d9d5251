package dev.classify.cli.command;

import dev.classify.cli.input.InputSource;
import dev.classify.cli.input.RejectFile;
import dev.classify.cli.output.OutputFile;
import dev.classify.exit.CommandFailure;
import dev.classify.input.InputFormat;
import dev.classify.input.InputOptions;
import dev.classify.input.TextOptions;
import dev.classify.store.source.SourceIndicators;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// The options that select the input of a command and its format.
final class InputSelection {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec mixee;

  @Option(
      names = "--from-db",
      arity = "0..1",
      paramLabel = "TABLE|QUERY",
      fallbackValue = SourceIndicators.TABLE,
      description = "Read a table or query of the database (default: source_indicators).")
  private @Nullable String fromDatabase;

  @Option(
      names = "--format",
      paramLabel = "csv|jsonl|json",
      description = "Format of the input (default: detected from its name or first bytes).")
  private @Nullable InputFormat format;

  @Option(
      names = "--delimiter",
      paramLabel = "CHARACTER",
      description =
          "Separator of the fields of CSV: one character, or tab (default: recognised among comma,"
              + " semicolon, tab and |).")
  private @Nullable String delimiter;

  @Option(
      names = "--encoding",
      paramLabel = "NAME",
      description = "Encoding of a file, such as windows-1252 or UTF-16LE (default: recognised).")
  private @Nullable String encoding;

  @Option(
      names = "--skip-lines",
      paramLabel = "COUNT",
      description = "Lines above the header of CSV (default: the header is recognised).")
  private @Nullable Integer skipLines;

  @Option(
      names = "--map",
      paramLabel = "COLUMN=FIELD",
      description = "Read COLUMN of the input as FIELD. Repeatable.")
  private List<String> maps = new ArrayList<>();

  @Option(
      names = "--rejects",
      paramLabel = "FILE",
      description =
          "File that lists unusable rows and warnings (default: beside the input, or in the working"
              + " folder if the folder of the input belongs to others).")
  private @Nullable Path rejects;

  /// Checks the options and the header of the file, before a stack is started.
  void check(@Nullable String file) {
    if (file != null && fromDatabase != null) {
      throw CommandFailure.usage("FILE and --from-db cannot be combined; leave one out");
    }
    InputOptions options = options();
    if (file != null && !file.equals("-") && !isPipe(Path.of(file))) {
      if (rejects != null) {
        OutputFile.refuseSame("--rejects", rejects, Path.of(file));
      }
      InputSource.file(Path.of(file), options).open().close();
    }
  }

  /// Opens the file, or the database if there is no file.
  InputSource open(@Nullable String file, DataSource database) {
    if (file == null) {
      InputOptions options = options();
      String table = fromDatabase == null ? SourceIndicators.TABLE : fromDatabase;
      return InputSource.database(new SourceIndicators(database), table, options);
    }
    return openFile(file);
  }

  /// Opens the imported row with this id, or the whole table or query of --from-db.
  InputSource openOne(String id, DataSource database) {
    return InputSource.database(
        new SourceIndicators(database),
        fromDatabase == null ? SourceIndicators.queryFor(id) : fromDatabase,
        options());
  }

  /// Opens a file, a pipe, or standard input (`-`).
  InputSource openFile(String file) {
    InputOptions options = options();
    if (file.equals("-")) {
      return InputSource.standardInput(System.in, options, this::tell);
    }
    Path path = Path.of(file);
    return isPipe(path) ? spooled(path, options) : InputSource.file(path, options, this::tell);
  }

  /// Whether the file can be read only once, such as `<(zcat indicators.csv.gz)`.
  private static boolean isPipe(Path path) {
    return Files.exists(path) && !Files.isRegularFile(path) && !Files.isDirectory(path);
  }

  private InputSource spooled(Path pipe, InputOptions options) {
    try (InputStream in = Files.newInputStream(pipe)) {
      return InputSource.standardInput(in, options, this::tell);
    } catch (IOException e) {
      throw CommandFailure.usage(pipe + " cannot be read: " + e.getMessage(), "check the path", e);
    }
  }

  private InputOptions options() {
    return InputOptions.of(format, maps).with(TextOptions.of(delimiter, encoding, skipLines));
  }

  private void tell(String reading) {
    mixee.commandLine().getErr().println(reading);
  }

  RejectFile rejectFile(InputSource input) {
    return new RejectFile(rejects == null ? input.rejectFile() : rejects);
  }
}
