package dev.classify.cli.command;

import dev.classify.local.LocalSettings;
import dev.classify.local.LocalStack;
import dev.classify.local.StackAddresses;
import dev.classify.local.StackMode;
import dev.classify.local.StartResult;
import dev.classify.store.DatabaseSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
    name = "local",
    description = {
      "Work without a cluster: one Restate server, PostgreSQL and one worker, started here.",
      "Everything is kept in one folder, classify-data unless CLASSIFY_HOME names another.",
      "",
      "A command starts the stack if it is not up, and then stops it at its end."
    },
    footer = {
      "",
      "Examples:",
      "  classify local run samples/indicators.csv",
      "  classify local results --family price-value",
      "  classify local up && classify local run a.csv && classify local down"
    },
    subcommands = {
      RunCommand.class,
      ImportCommand.class,
      StatusCommand.class,
      ResultsCommand.class,
      ExportCommand.class,
      LocalUpCommand.class,
      LocalDownCommand.class
    })
final class LocalCommand implements Callable<Integer>, Target.Source {

  @ParentCommand private ClassifyCommand parent;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    throw new UsageFault(spec.commandLine().getUsageMessage());
  }
}
