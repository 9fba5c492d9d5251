package dev.classify.cli;

import dev.classify.exit.CommandFailure;
import dev.classify.settings.InvalidSettings;
import dev.classify.store.TlsFault;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.Optional;
import org.flywaydb.core.api.FlywayException;
import picocli.CommandLine;

/// Prints why a command failed and how to fix it. Programming errors keep their stack trace.
final class FailureHandler implements CommandLine.IExecutionExceptionHandler {

  private static final String FILE_FIX =
      "check that the file or address exists and that you may use it";

  @Override
  public int handleExecutionException(
      Exception thrown, CommandLine command, CommandLine.ParseResult parsed) throws Exception {
    CommandFailure failure = failure(thrown);
    PrintWriter err = command.getErr();
    err.println(failure.getMessage());
    return failure.exitCode();
  }

  private static CommandFailure failure(Exception thrown) throws Exception {
    if (thrown instanceof CommandFailure failure) {
      return failure;
    }
    Optional<TlsFault> tls = TlsFault.of(thrown);
    if (tls.isPresent()) {
      return CommandFailure.failed(tls.get().problem(), tls.get().fix(), thrown);
    }
    return switch (thrown) {
      case InvalidSettings settings ->
          CommandFailure.usage(String.valueOf(settings.getMessage()), "", settings);
      case FlywayException tables ->
          CommandFailure.failed(
              "the tables cannot be brought up to date: " + tables.getMessage(),
              "check CLASSIFY_DB_URL, CLASSIFY_DB_USER and CLASSIFY_DB_PASSWORD; where another user"
                  + " owns the tables, also CLASSIFY_DB_OWNER_USER and CLASSIFY_DB_OWNER_PASSWORD",
              tables);
      case SQLException database ->
          CommandFailure.failed(
              "the database reports an error: " + database.getMessage(),
              "check CLASSIFY_DB_URL, CLASSIFY_DB_USER and CLASSIFY_DB_PASSWORD, and bring the"
                  + " tables up to date with `classify migrate`",
              database);
      case UncheckedIOException file ->
          CommandFailure.failed(String.valueOf(file.getMessage()), FILE_FIX, file);
      case IOException file ->
          CommandFailure.failed(
              file.getClass().getSimpleName().replace("Exception", "") + ": " + file.getMessage(),
              FILE_FIX,
              file);
      default -> throw thrown;
    };
  }
}
