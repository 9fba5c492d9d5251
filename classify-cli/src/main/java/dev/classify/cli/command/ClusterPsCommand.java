package dev.classify.cli.command;

import dev.classify.cli.cluster.Compose;
import dev.classify.cli.cluster.Container;
import dev.classify.exit.ExitCode;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
    name = "ps",
    description = "List the parts of the cluster, and which of them are unhealthy.",
    footer = {
      "",
      "Exit code 0: every part is up and healthy, 1: some are not.",
      "",
      "Example:",
      "  classify cluster ps"
    })
final class ClusterPsCommand implements Callable<Integer> {

  @ParentCommand private ClusterCommand parent;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Compose compose = parent.cluster().compose();
    ShownComposeCommand.run(compose, spec, "see `docker ps`", "ps");
    List<Container> containers = compose.containers();
    List<Container> unwell = compose.unwell();
    String summary;
    if (containers.isEmpty()) {
      summary = "the cluster is not running; start it with `classify cluster up`";
    } else if (unwell.isEmpty()) {
      summary =
          "healthy: all %d; done: %s"
              .formatted(
                  containers.stream().filter(Container::well).count(),
                  containers.stream()
                      .filter(Container::done)
                      .map(Container::part)
                      .collect(Collectors.joining(", ")));
    } else {
      summary =
          "unhealthy: "
              + unwell.stream()
                  .map(each -> each.part() + " (" + each.status() + ")")
                  .collect(Collectors.joining(", "))
              + "; `classify cluster up` starts parts that are down, `classify cluster logs PART`"
              + " shows why";
    }
    spec.commandLine().getOut().println(summary);
    return unwell.isEmpty() && !containers.isEmpty() ? ExitCode.DONE : ExitCode.PARTIAL;
  }
}
