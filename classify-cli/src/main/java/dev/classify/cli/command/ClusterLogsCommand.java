package dev.classify.cli.command;

import dev.classify.exit.ExitCode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
    name = "logs",
    description = "Show the latest log lines of the cluster.",
    footer = {"", "Example:", "  classify cluster logs classify-service-1 nginx --follow"})
final class ClusterLogsCommand implements Callable<Integer> {

  @ParentCommand private ClusterCommand parent;
  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..*",
      paramLabel = "PART",
      description = "Parts such as restate-1 (default: all).")
  private List<String> parts = new ArrayList<>();

  @Option(
      names = {"-f", "--follow"},
      description = "Keep printing new lines until Ctrl-C.")
  private boolean follow;

  @Option(
      names = "--tail",
      paramLabel = "LINES",
      defaultValue = "50",
      description = "Number of lines for each part (default: ${DEFAULT-VALUE}).")
  private int tail;

  @Override
  public Integer call() throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(List.of("logs", "--tail", Integer.toString(tail)));
    if (follow) {
      words.add("--follow");
    }
    words.addAll(parts);
    ShownComposeCommand.run(
        parent.cluster().compose(),
        spec,
        "`classify cluster ps` lists the parts",
        words.toArray(String[]::new));
    return ExitCode.DONE;
  }
}
