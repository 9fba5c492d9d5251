package dev.classify.cli.runner;

import dev.classify.cli.cluster.verify.ClusterReporter;
import dev.classify.cli.submit.IngressNodes;
import dev.classify.cli.submit.JobInvocations;
import dev.classify.rules.RuleTables;
import dev.classify.store.jobs.Jobs;
import dev.classify.store.tasks.TaskQueue;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// A runner as a process: it stops in good order when it is asked to.
public final class RunnerProcess {

  private RunnerProcess() {}

  /// How it is set up.
  ///
  /// @param runsMax jobs that run at the same time
  /// @param idleMax ends after this time without work; null to wait for ever
  /// @param wanted see [RunnerFiles]
  /// @param alive see [RunnerFiles]
  public record Setup(
      int runsMax, @Nullable Duration idleMax, @Nullable Path wanted, @Nullable Path alive) {}

  /// Works until it is stopped, or has nothing left to do.
  ///
  /// @param nodes opens the ingress nodes for a task
  /// @param reporter looks at the cluster for people who watch it
  /// @param log receives a line for each event
  public static void run(
      DataSource database,
      Supplier<IngressNodes> nodes,
      JobInvocations invocations,
      RuleTables tables,
      ClusterReporter reporter,
      Setup setup,
      Consumer<String> log)
      throws InterruptedException {
    TaskQueue queue = new TaskQueue(database, "runner-" + UUID.randomUUID());
    Runner runner =
        new Runner(
            queue,
            new TaskWork(database, nodes, invocations, tables, queue),
            new Jobs(database),
            new ReportWork(database, reporter, log),
            new RunnerFiles(setup.wanted(), setup.alive()),
            setup.runsMax(),
            log);
    Runtime.getRuntime().addShutdownHook(new Thread(runner::stop, "give-back"));
    runner.work(setup.idleMax());
  }
}
