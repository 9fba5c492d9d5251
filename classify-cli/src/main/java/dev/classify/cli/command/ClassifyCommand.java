package dev.classify.cli.command;

import dev.classify.api.Build;
import dev.classify.cli.cluster.ClusterAddresses;
import dev.classify.cli.cluster.ComposeCluster;
import dev.classify.cli.config.CliSettings;
import dev.classify.cli.config.ClusterSettings;
import dev.classify.cli.config.PriceSettings;
import dev.classify.exit.CommandFailure;
import dev.classify.local.simulator.SimulatedLlm;
import dev.classify.price.PriceTable;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
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
          + " aggregation and orientation, with a confidence and the reasons.",
      "",
      "Without a command it classifies what `classify import` put into source_indicators, on the"
          + " cluster that CLASSIFY_NODES and CLASSIFY_DB_URL name. `classify local` needs no"
          + " cluster."
    },
    optionListHeading = "%nOptions:%n",
    commandListHeading = "%nCommands:%n",
    footerHeading = "%nTo begin with:%n",
    footer = {
      "  classify local run samples/indicators.csv   all embedded, nothing to set up",
      "  classify all-in-one indicators.csv          on a cluster, started where Docker is",
      "  classify import indicators.csv              into the database of the cluster,",
      "  classify --rpm 1000                         then classify it there",
      "",
      "Exit codes: 0 all done, 1 some not, 2 usage or nothing to do, 130 detached by Ctrl-C.",
      "Settings come from options, the environment, and a .env file here; see .env.example."
    },
    subcommands = {
      AllInOneCommand.class,
      RunCommand.class,
      EstimateCommand.class,
      PricesCommand.class,
      ImportCommand.class,
      StatusCommand.class,
      ResultsCommand.class,
      ExportCommand.class,
      ExplainCommand.class,
      ReviewCommand.class,
      EvaluateCommand.class,
      LocalCommand.class,
      ClusterCommand.class,
      MigrateCommand.class,
      BenchCommand.class,
      SimulatorCommand.class,
      GenerateCompletion.class
    })
public final class ClassifyCommand implements Callable<Integer>, TargetSystem.Source {

  private Map<String, String> environment;

  @Spec private CommandSpec spec;
  @Mixin private final RunOptions options = new RunOptions();

  public ClassifyCommand(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  @Override
  public Integer call() throws Exception {
    return RunCommand.run(this, spec, options, null);
  }

  /// The cluster of containers.
  ComposeCluster composeCluster() {
    CliSettings settings = settings();
    ClusterSettings balancer = cluster();
    return new ComposeCluster(
        settings.environment(),
        new ClusterAddresses(
            settings.nodes(),
            settings.admins(),
            balancer.gateway(),
            balancer.workers(),
            settings.database()));
  }

  @Override
  public TargetSystem open() {
    return open(settings().nodes());
  }

  @Override
  public TargetSystem open(List<URI> ingresses) {
    CliSettings settings = settings();
    return new TargetSystem(
        "classify", ingresses, settings.admins(), settings.database(), false, () -> {});
  }

  @Override
  public TargetSystem open(SimulatedLlm simulation) {
    throw CommandFailure.usage(
        "the workers of a cluster ask whom they are set up for; give them the address of a"
            + " `classify simulator` as OPENAI_BASE_URL, or use `classify local run --simulate`");
  }

  private ClusterSettings cluster() {
    try {
      return ClusterSettings.from(environment);
    } catch (IllegalArgumentException faults) {
      throw CommandFailure.usage(String.valueOf(faults.getMessage()));
    }
  }

  /// Settings that a command has written to `.env` a moment ago.
  void learn(Map<String, String> written) {
    Map<String, String> all = new HashMap<>(environment);
    all.putAll(written);
    environment = Map.copyOf(all);
  }

  CliSettings settings() {
    try {
      return CliSettings.from(environment);
    } catch (IllegalArgumentException faults) {
      throw CommandFailure.usage(String.valueOf(faults.getMessage()));
    }
  }

  /// The prices of the command line, which may differ from those of the workers.
  PriceTable prices() {
    try {
      return PriceSettings.read(environment);
    } catch (IllegalArgumentException fault) {
      throw CommandFailure.usage(String.valueOf(fault.getMessage()));
    }
  }

  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"classify " + Build.version()};
    }
  }
}
