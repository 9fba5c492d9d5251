package dev.classify.cli.command;

import dev.classify.cli.input.InputSource;
import dev.classify.cli.input.RejectFile;
import dev.classify.cli.output.OutputFile;
import dev.classify.exit.CommandFailure;
import dev.classify.input.InputOptions;
import dev.classify.store.source.SourceIndicators;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
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

  @Mixin private final ReadOptions reading = new ReadOptions();

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
    InputOptions options = reading.options();
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
      InputOptions options = reading.options();
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
        reading.options());
  }

  /// Opens a file, a pipe, or standard input (`-`).
  InputSource openFile(String file) {
    InputOptions options = reading.options();
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

  private void tell(String reading) {
    mixee.commandLine().getErr().println(reading);
  }

  RejectFile rejectFile(InputSource input) {
    return new RejectFile(rejects == null ? input.rejectFile() : rejects);
  }
}
