package dev.classify.cli.command;

import dev.classify.cli.cluster.verify.ClusterReporter;
import dev.classify.cli.runner.ConnectedCluster;
import dev.classify.cli.runner.RunnerProcess;
import dev.classify.cli.submit.JobInvocations;
import dev.classify.exit.CommandFailure;
import dev.classify.exit.ExitCode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
    name = "runner",
    description = {
      "Run the jobs that people start on the page or through the HTTP API.",
      "It runs them as `classify run` does, estimates others, ends the batches of cancelled jobs,"
          + " and looks at the cluster while somebody watches it on the page. The cluster has one"
          + " as the service `runner`, and the embedded stack starts one when there is work, so you"
          + " rarely need this command."
    },
    footer = {
      "",
      "Several runners share the work. If one dies, another continues its jobs within a minute.",
      "",
      "Example:",
      "  classify runner --jobs 4"
    })
final class RunnerCommand implements Callable<Integer> {

  private static final int JOBS_MAX = 16;

  @ParentCommand private ClassifyCommand parent;
  @Spec private CommandSpec spec;

  @Option(
      names = "--jobs",
      paramLabel = "JOBS",
      defaultValue = "2",
      description = "Jobs that run at the same time (default: ${DEFAULT-VALUE}).")
  private int jobs;

  @Option(
      names = "--alive-file",
      paramLabel = "FILE",
      description = "Write FILE whenever the queue could be read, for a health check.")
  private @Nullable Path aliveFile;

  @Override
  public Integer call() throws Exception {
    if (jobs < 1 || jobs > JOBS_MAX) {
      throw CommandFailure.usage("--jobs must be 1 to " + JOBS_MAX);
    }
    RunnerProcess.Setup setup = new RunnerProcess.Setup(jobs, null, null, aliveFile);
    PrintWriter err = spec.commandLine().getErr();
    try (TargetSystem target = parent.open()) {
      err.println("runner waits for work jobs=" + jobs);
      RunnerProcess.run(
          target.database(),
          target::nodes,
          new JobInvocations(target.admins()),
          parent.ruleTables(),
          ClusterReporter.ofContainers(ConnectedCluster.of(parent.settings()), target.database()),
          setup,
          err::println);
    }
    return ExitCode.DONE;
  }
}
