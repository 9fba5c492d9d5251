package dev.classify.cli.command;

import dev.classify.cli.config.CliSettings;
import dev.classify.exit.ExitCode;
import dev.classify.store.Database;
import dev.classify.store.Timescale;
import dev.classify.store.TimescaleSettings;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
    name = "migrate",
    description = {
      "Bring the database tables up to date.",
      "Connects as CLASSIFY_DB_OWNER_USER if that is set, and gives CLASSIFY_DB_USER the right to"
          + " read and write rows."
    },
    footer = {"", "Example:", "  classify migrate"})
final class MigrateCommand implements Callable<Integer> {

  @ParentCommand private ClassifyCommand parent;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    CliSettings settings = parent.settings();
    Timescale timescale =
        Database.migrate(
            settings.databaseOwner(), settings.database().user(), settings.timescale());
    PrintWriter err = spec.commandLine().getErr();
    err.println("the tables are up to date");
    String note = note(timescale, settings.timescale());
    if (!note.isEmpty()) {
      err.println(note);
    }
    return ExitCode.DONE;
  }

  private static String note(Timescale timescale, TimescaleSettings wanted) {
    return switch (timescale) {
      case AGGREGATED -> "TimescaleDB: hypertables, with continuous aggregates";
      case USED ->
          wanted.equals(TimescaleSettings.NONE)
              ? "TimescaleDB: hypertables; its build has no continuous aggregates"
              : "TimescaleDB: hypertables; its build has neither continuous aggregates, nor a"
                  + " columnstore, nor retention, so the settings for them have no effect";
      case NOT_PERMITTED ->
          "TimescaleDB is there, but the owner of the tables may not create the extension, so the"
              + " tables are plain, which works; for hypertables, let a superuser run `create"
              + " extension timescaledb` and repeat this command";
      case NOT_PRELOADED ->
          "TimescaleDB is installed but not preloaded, so the tables are plain, which works; for"
              + " hypertables, add timescaledb to shared_preload_libraries, restart the server and"
              + " repeat this command";
      case ABSENT ->
          wanted.equals(TimescaleSettings.NONE)
              ? ""
              : "the settings for TimescaleDB have no effect: the database does not have it";
    };
  }
}
