package dev.classify.cli.runner;

import com.zaxxer.hikari.HikariDataSource;
import dev.classify.cli.cluster.verify.ClusterReporter;
import dev.classify.cli.config.CliSettings;
import dev.classify.cli.config.RuleFolder;
import dev.classify.cli.submit.IngressNodes;
import dev.classify.cli.submit.IngressSettings;
import dev.classify.cli.submit.JobInvocations;
import dev.classify.exit.CommandFailure;
import dev.classify.rules.RuleSettings;
import dev.classify.settings.InvalidSettings;
import dev.classify.store.Database;
import dev.classify.terminal.ShownStream;
import dev.classify.trace.Tracing;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/// The runner of the embedded stack. Its supervisor starts it when there is work, and it ends
/// after a minute without. Unlike `classify runner` it reads no `.env`, because it works for the
/// stack and not for a folder.
public final class Main {

  /// Long enough for the next click on the page.
  private static final Duration IDLE_MAX = Duration.ofSeconds(60);

  private static final int RUNS_MAX = 2;

  private static final int CONNECTIONS_MAX = 4;

  private Main() {}

  /// Works until there is nothing left to do.
  ///
  /// @param args the file that exists while there may be work
  public static void main(String[] args) throws InterruptedException {
    System.setErr(ShownStream.over(System.err));
    Tracing.start("classify", "", System.getenv());
    try {
      run(Path.of(args[0]), System.getenv());
    } catch (CommandFailure | InvalidSettings | IOException failure) {
      System.err.println("the runner ends: " + failure.getMessage());
      System.exit(1);
    }
    System.exit(0);
  }

  private static void run(Path wanted, Map<String, String> environment)
      throws IOException, InterruptedException {
    CliSettings settings = CliSettings.from(environment);
    IngressSettings ingresses = IngressSettings.of(settings.nodes(), settings.admins());
    try (HikariDataSource database = Database.open(settings.database(), CONNECTIONS_MAX)) {
      RunnerProcess.run(
          database,
          () -> new IngressNodes(ingresses),
          new JobInvocations(settings.admins()),
          RuleSettings.from(environment).read(new RuleFolder()),
          ClusterReporter.ofProcesses(ConnectedCluster.of(settings), database),
          new RunnerProcess.Setup(RUNS_MAX, IDLE_MAX, wanted, null),
          System.err::println);
    }
  }
}
