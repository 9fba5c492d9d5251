package dev.classify.cli.command;

import dev.classify.cli.config.CliSettings;
import dev.classify.exit.ExitCode;
import dev.classify.store.Database;
import dev.classify.store.Timescale;
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
    Timescale timescale = Database.migrate(settings.databaseOwner(), settings.database().user());
    PrintWriter err = spec.commandLine().getErr();
    err.println("the tables are up to date");
    if (timescale == Timescale.NOT_PRELOADED) {
      err.println(
          "TimescaleDB is installed but not preloaded, so the tables are plain, which works; for"
              + " hypertables, add timescaledb to shared_preload_libraries before the first"
              + " `classify migrate` of a database");
    }
    return ExitCode.DONE;
  }
}
