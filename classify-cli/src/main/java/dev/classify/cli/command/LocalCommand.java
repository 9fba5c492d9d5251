package dev.classify.cli.command;

import dev.classify.cli.cluster.Cluster;
import dev.classify.cli.cluster.LocalCluster;
import dev.classify.cli.config.CliSettings;
import dev.classify.exit.CommandFailure;
import dev.classify.local.LocalSettings;
import dev.classify.local.LocalStack;
import dev.classify.local.StackAddresses;
import dev.classify.local.StackMode;
import dev.classify.local.StartResult;
import dev.classify.local.Topology;
import dev.classify.local.simulator.SimulatedLlm;
import dev.classify.settings.PlainHttp;
import dev.classify.store.DatabaseSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

@Command(
    name = "local",
    description = {
      "Work without a cluster: start Restate, PostgreSQL and a worker on this machine.",
      "Each command starts this stack if it is not up, and stops it at the end. `classify local up`"
          + " keeps it running, also as a cluster of several nodes. All data is kept in the folder"
          + " CLASSIFY_HOME (default: classify-data)."
    },
    footer = {
      "",
      "Examples:",
      "  classify local run samples/indicators.csv",
      "  classify local run samples/indicators.csv --simulate",
      "  classify local results --family price-value",
      "  classify local up && classify local run a.csv && classify local down"
    },
    subcommands = {
      RunCommand.class,
      EstimateCommand.class,
      ImportCommand.class,
      ResultsCommand.class,
      ExportCommand.class,
      ExplainCommand.class,
      ReviewCommand.class,
      UserCommand.class,
      TokenCommand.class,
      PauseCommand.class,
      ReportCommand.class,
      ResumeCommand.class,
      CancelCommand.class,
      BudgetCommand.class,
      ProjectionsCommand.class,
      EvaluateCommand.class,
      LocalUpCommand.class,
      LocalOpenCommand.class,
      LocalDownCommand.class,
      LocalStatusCommand.class,
      LocalBackupCommand.class,
      LocalRestoreCommand.class,
      VerifyCommand.class,
      GrowCommand.class,
      ShrinkCommand.class,
      ClusterRepairCommand.class
    })
final class LocalCommand implements Callable<Integer>, TargetSystem.Source, Cluster.Source {

  @ParentCommand private ClassifyCommand parent;
  @Spec private CommandSpec spec;

  @Option(
      names = "--allow-http",
      scope = ScopeType.INHERIT,
      description =
          "Let workers send the key and the rows to an http address of another machine, unencrypted"
              + " (as LLM_ALLOW_HTTP=true).")
  private boolean allowHttp;

  @Override
  public Integer call() {
    throw new ParameterException(spec.commandLine(), "name a command");
  }

  /// The running stack, or a new one that stops when the target is closed.
  @Override
  public TargetSystem open() {
    return target(start(StackMode.ATTACHED, Topology.Request.NONE, null));
  }

  @Override
  public TargetSystem open(SimulatedLlm simulation) {
    return target(start(StackMode.ATTACHED, Topology.Request.NONE, simulation));
  }

  @Override
  public TargetSystem open(List<URI> ingresses) {
    throw CommandFailure.usage(
        "--nodes does not work on the embedded stack",
        "leave --nodes out, or use `classify run` without `local`");
  }

  TargetSystem target(LocalStack stack) {
    StackAddresses addresses = stack.addresses();
    StackAddresses.Database database = addresses.database();
    return TargetSystem.of(
        "classify local",
        addresses.ingresses(),
        addresses.admins(),
        new DatabaseSettings(database.url(), database.user(), database.password()),
        simulated(stack),
        stack.isOwned(),
        stays(stack),
        () -> close(stack));
  }

  /// The running stack.
  @Override
  public Cluster cluster() {
    try {
      return LocalStack.attach(localSettings().home())
          .map(stack -> new LocalCluster(stack, localSettings()))
          .orElseThrow(
              () ->
                  CommandFailure.failed(
                      "nothing runs in " + localSettings().home(),
                      "start it with `classify local up`, or a cluster with `classify local up"
                          + " --nodes 5 --workers 5`"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Warnings about parts that are down while the others run.
  static List<String> warnings(LocalStack stack) throws IOException {
    List<String> lines = new ArrayList<>();
    stack.down().forEach((part, why) -> lines.add(part + " is down: " + firstLine(why)));
    if (!lines.isEmpty()) {
      lines.add("fix: remove the cause, then run `classify local down` and `classify local up`");
    }
    return lines;
  }

  /// Refers to the log instead of printing its last lines.
  private static String firstLine(String why) {
    return why.lines().findFirst().orElse("").replaceFirst("last lines of (.*):$", "see $1");
  }

  @Override
  public CliSettings settings() {
    Map<String, String> environment = new HashMap<>(parent.localEnvironment());
    if (allowHttp) {
      environment.put(PlainHttp.SETTING, "true");
    }
    return CliSettings.from(environment);
  }

  LocalSettings localSettings() {
    return LocalSettings.from(settings().environment());
  }

  /// Starts the stack, or uses the running one, and prints progress.
  ///
  /// @param simulation null for none: a running stack stays as it is
  LocalStack start(StackMode mode, Topology.Request topology, @Nullable SimulatedLlm simulation) {
    ruleTables(); // Checked here: a worker can only write a mistake to its log.
    LocalSettings settings = localSettings().simulating(simulation);
    if (simulation == null) {
      PlainHttp.check(settings.environment());
    }
    PrintWriter err = spec.commandLine().getErr();
    try {
      return switch (LocalStack.start(settings, mode, topology, err::println)) {
        case StartResult.Started started -> started.stack();
        case StartResult.AlreadyRunning running -> {
          err.println("using the running stack in " + localSettings().home());
          yield running.stack();
        }
        case StartResult.Failed failed -> throw failed.failure();
      };
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CommandFailure.failed("interrupted while the stack started", "run the command again");
    }
  }

  private static boolean simulated(LocalStack stack) {
    try {
      return stack.simulator().isPresent();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean stays(LocalStack stack) {
    try {
      return stack.stays();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void close(LocalStack stack) {
    try {
      stack.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
