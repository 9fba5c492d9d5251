package dev.classify.cli.command;

import dev.classify.cli.config.ReviewerSettings;
import dev.classify.exit.ExitCode;
import dev.classify.llm.SimulatedModel;
import dev.classify.local.LocalStack;
import dev.classify.local.StackAddresses;
import dev.classify.local.StackMode;
import dev.classify.store.access.LoginLinks;
import java.io.IOException;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
    name = "up",
    description = {
      "Start the stack and keep it running.",
      "With several nodes it is the cluster of docker-compose.cluster.yml as plain processes:"
          + " several Restate servers, an object store for their snapshots and, with several"
          + " workers, NGINX, which must be installed. Later commands with the same CLASSIFY_HOME"
          + " use this stack."
    },
    footer = {
      "",
      "Examples:",
      "  classify local up --nodes 5 --workers 5",
      "  classify local up --projectors 2",
      "  classify local up --simulator latency=lognormal:1s,2500ms --simulator fault=rate-limit=0.1"
    })
final class LocalUpCommand implements Callable<Integer> {

  @ParentCommand private LocalCommand parent;
  @Spec private CommandSpec spec;
  @Mixin private final TopologyOptions topology = new TopologyOptions();
  @Mixin private final SimulationOptions simulator = new SimulationOptions();

  @Override
  public Integer call() throws IOException, SQLException {
    try (LocalStack stack =
        parent.start(StackMode.DETACHED, topology.request(), simulator.simulation())) {
      StackAddresses addresses = stack.addresses();
      PrintWriter out = spec.commandLine().getOut();
      for (int i = 0; i < addresses.ingresses().size(); i++) {
        out.println(
            "%-10s %s  (admin and UI %s)"
                .formatted(
                    i == 0 ? "Restate" : "",
                    addresses.ingresses().get(i),
                    addresses.admins().get(i)));
      }
      out.println("PostgreSQL " + addresses.database().url());
      out.println(
          "%-10s %s/classify-api/health%s"
              .formatted(
                  stack.workers().size() == 1 ? "worker" : "workers",
                  addresses.gateway(),
                  stack.workers().size() == 1
                      ? ""
                      : "  (NGINX in front of " + stack.workers().size() + ")"));
      int projectors = stack.projectorMetrics().size();
      if (projectors > 0) {
        out.println("projectors %d  (`classify local projections status`)".formatted(projectors));
      }
      stack
          .simulator()
          .ifPresent(
              controls ->
                  out.println("simulator  %s  (%s)".formatted(controls, SimulatedModel.NOTE)));
      out.println(
          "page       %s  (logs in once, within %d minutes; later: `classify local open`)"
              .formatted(
                  PageLink.create(
                      stack, ReviewerSettings.from(parent.settings().environment()).name()),
                  LoginLinks.VALID.toMinutes()));
      out.println("data       " + parent.localSettings().home());
      List<String> warnings = LocalCommand.warnings(stack);
      warnings.forEach(spec.commandLine().getErr()::println);
      return warnings.isEmpty() ? ExitCode.DONE : ExitCode.PARTIAL;
    }
  }
}
