package dev.classify.cli.command;

import dev.classify.api.Build;
import dev.classify.cli.config.CliSettings;
import dev.classify.cli.config.CommandEnvironment;
import dev.classify.local.simulator.SimulatedLlm;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "classify",
    versionProvider = ClassifyCommand.Version.class,
    description = {
      "Classify economic indicators: unit, scale, currency, frequency, time basis, family, type,"
          + " aggregation and orientation, each with a confidence and reasons.",
      "",
      "Without a command it classifies the rows that `classify import` stored, on the cluster that"
          + " CLASSIFY_NODES and CLASSIFY_DB_URL name. Without a cluster, use `classify local`."
    },
    optionListHeading = "%nOptions:%n",
    commandListHeading = "%nCommands:%n",
    footerHeading = "%nGetting started:%n",
    footer = {
      "  classify local run samples/indicators.csv   on this machine; nothing to set up",
      "  classify all-in-one indicators.csv          on a cluster that it starts in Docker",
      "  classify import indicators.csv              store rows in the cluster's database,",
      "  classify --rpm 1000                         then classify them",
      "",
      "Exit codes: 0 done; 1 some rows not done, or something needed does not work;",
      "2 wrong usage or nothing to do; 3 paused by --model-patience;",
      "4 handed over to the workers (--tier batch); 130 ended by Ctrl-C.",
      "Settings come from options, the environment, and .env in this folder; see .env.example."
    },
    subcommands = {
      AllInOneCommand.class,
      RunCommand.class,
      EstimateCommand.class,
      ModelsCommand.class,
      PricesCommand.class,
      ImportCommand.class,
      StatusCommand.class,
      PauseCommand.class,
      ReportCommand.class,
      ResumeCommand.class,
      CancelCommand.class,
      BudgetCommand.class,
      ProjectionsCommand.class,
      ResultsCommand.class,
      ExportCommand.class,
      ExplainCommand.class,
      ReviewCommand.class,
      UserCommand.class,
      TokenCommand.class,
      EvaluateCommand.class,
      LocalCommand.class,
      ClusterCommand.class,
      MigrateCommand.class,
      RunnerCommand.class,
      BenchCommand.class,
      SimulatorCommand.class,
      GenerateCompletion.class
    })
public final class ClassifyCommand implements Callable<Integer>, TargetSystem.Source {

  private final CommandEnvironment environment;
  private @Nullable ConfiguredCluster cluster;

  @Spec private CommandSpec spec;
  @Mixin private final RunOptions options = new RunOptions();

  public ClassifyCommand(CommandEnvironment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() throws Exception {
    return RunCommand.run(cluster(), spec, options, null);
  }

  /// Read when a command needs it, so that help is shown whatever a `.env` holds.
  ConfiguredCluster cluster() {
    ConfiguredCluster read = cluster;
    if (read == null) {
      read = new ConfiguredCluster(environment.forCluster());
      cluster = read;
    }
    return read;
  }

  /// The settings for stacks on this machine.
  Map<String, String> localEnvironment() {
    return environment.forLocal();
  }

  @Override
  public CliSettings settings() {
    return cluster().settings();
  }

  @Override
  public TargetSystem open() {
    return cluster().open();
  }

  @Override
  public TargetSystem open(List<URI> ingresses) {
    return cluster().open(ingresses);
  }

  @Override
  public TargetSystem open(SimulatedLlm simulation) {
    return cluster().open(simulation);
  }

  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"classify " + Build.version()};
    }
  }
}
