package dev.classify.cli;

import dev.classify.cli.command.LocalFault;
import dev.classify.cli.command.UsageFault;
import dev.classify.cli.input.InputException;
import dev.classify.cli.submit.NoWorkerException;
import dev.classify.cli.submit.NotOfferedException;
import dev.classify.cli.submit.UnpricedModelException;
import dev.classify.local.process.CommandFailure;
import dev.classify.text.TableFault;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import org.flywaydb.core.api.FlywayException;
import picocli.CommandLine;

/// Says in a sentence what kept a command from its end, where that is not a mistake of ours.
final class FailureHandler implements CommandLine.IExecutionExceptionHandler {

  @Override
  public int handleExecutionException(
      Exception fault, CommandLine command, CommandLine.ParseResult parsed) throws Exception {
    PrintWriter err = command.getErr();
    switch (fault) {
      case UsageFault usage -> {
        err.println(usage.getMessage());
        return ExitCode.USAGE;
      }
      case TableFault table -> {
        err.println("the rules cannot be used: " + table.getMessage());
        return ExitCode.PARTIAL;
      }
      case LocalFault stack -> {
        err.println(stack.getMessage());
        return ExitCode.PARTIAL;
      }
      case CommandFailure stack -> {
        err.println(stack.getMessage());
        return ExitCode.PARTIAL;
      }
      case FlywayException tables -> {
        err.println("the tables cannot be brought up to date: " + tables.getMessage());
        return ExitCode.PARTIAL;
      }
      case InputException input -> {
        err.println(input.fault());
        err.println("mend: " + input.mend());
        return ExitCode.USAGE;
      }
      case NoWorkerException nobody -> {
        err.println("no worker answers: " + nobody.getMessage());
        err.println(
            "mend: see CLASSIFY_NODES and that the cluster is up, or use `classify local run`");
        return ExitCode.PARTIAL;
      }
      case NotOfferedException notOffered -> {
        err.println(notOffered.getMessage());
        err.println(
            "mend: set OPENAI_API_KEY for the workers, or OPENAI_BASE_URL and OPENAI_MODEL for a"
                + " server of your own; or leave --provider out, or name the rules");
        return ExitCode.USAGE;
      }
      case UnpricedModelException unpriced -> {
        err.println(unpriced.getMessage());
        err.println(
            "mend: name a file with its price in LLM_PRICES where the workers run (`classify"
                + " prices` shows how it is made), or leave --budget-usd out");
        return ExitCode.USAGE;
      }
      case SQLException database -> {
        err.println("the database does not answer as it should: " + database.getMessage());
        err.println("mend: see CLASSIFY_DB_URL, _USER and _PASSWORD, and that it is up to date");
        return ExitCode.PARTIAL;
      }
      case IOException file -> {
        err.println(describe(file));
        return ExitCode.PARTIAL;
      }
      case UncheckedIOException file -> {
        err.println(file.getMessage());
        return ExitCode.PARTIAL;
      }
      default -> throw fault;
    }
  }

  private static String describe(IOException fault) {
    return fault.getClass().getSimpleName().replace("Exception", "") + ": " + fault.getMessage();
  }
}
