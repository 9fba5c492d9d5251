package dev.classify.cli.command;

import dev.classify.cli.cluster.Cluster;
import dev.classify.cli.cluster.ClusterAddresses;
import dev.classify.exit.ExitCode;
import dev.classify.local.http.Http;
import dev.classify.local.process.Wait;
import dev.classify.local.restate.OutdatedJournals;
import dev.classify.local.restate.Registration;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
    name = "register",
    description = {
      "Register the workers with Restate, through any node that answers.",
      "Waits until a worker is healthy. Safe to repeat."
    },
    footer = {"", "Example:", "  classify cluster register"})
final class ClusterRegisterCommand implements Callable<Integer> {

  /// Long enough for workers that were just started.
  private static final Duration HEALTH_TIMEOUT = Duration.ofSeconds(60);

  private static final Duration INTERVAL = Duration.ofMillis(300);
  private static final String FIX = "check `classify cluster ps` and `classify cluster logs`";

  @ParentCommand private Cluster.Source parent;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    spec.commandLine().getOut().println(register(parent.cluster().addresses()));
    return ExitCode.DONE;
  }

  /// Registers the workers, and begins batches anew that an older build has begun and they cannot
  /// continue. Returns a line that says so.
  static String register(ClusterAddresses cluster) throws IOException, InterruptedException {
    awaitWorker(cluster.gateway().resolve("/classify-api/health"));
    Set<String> handlers = new Registration(cluster.admins(), cluster.workers(), FIX).register();
    int restarted = new OutdatedJournals(cluster.ingresses(), cluster.admins()).settle();
    return "registered %s: %s%s"
        .formatted(
            cluster.workers(),
            String.join(", ", handlers),
            restarted == 0 ? "" : "; %d batches of another build begin anew".formatted(restarted));
  }

  private static void awaitWorker(URI health) throws InterruptedException {
    Wait wait = new Wait("a healthy worker", INTERVAL, HEALTH_TIMEOUT);
    if (!wait.until(() -> Http.answers(health))) {
      throw wait.timedOut(health + " does not return 200", FIX);
    }
  }
}
