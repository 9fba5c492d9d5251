package dev.classify.cli.cluster.resize;

import dev.classify.cli.cluster.ClusterQueries;
import dev.classify.exit.CommandFailure;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Takes the steps of a change in their order, and says what each waits for.
final class Steps {

  private static final Duration INTERVAL = Duration.ofMillis(300);

  private final ClusterQueries queries;
  private final Consumer<String> told;
  private final String repeat;

  /// @param told receives the lines
  /// @param repeat the command that continues
  Steps(ClusterQueries queries, Consumer<String> told, String repeat) {
    this.queries = queries;
    this.told = told;
    this.repeat = repeat;
  }

  /// Says what each step would do now.
  void show(List<Step> steps) throws IOException, InterruptedException {
    ClusterState state = new ClusterState(queries);
    for (Step step : steps) {
      Optional<String> rest = step.rest().of(state);
      tell(step, rest.map(left -> "to do: " + left).orElse("done already"));
    }
  }

  /// Does what is left of each step.
  void take(List<Step> steps) throws InterruptedException {
    for (Step step : steps) {
      take(step);
    }
  }

  private void take(Step step) throws InterruptedException {
    Instant begun = Instant.now();
    Instant worked = Instant.MIN;
    String said = "";
    String refusal = "";
    String refusalSaid = "";
    while (true) {
      String left;
      try {
        ClusterState state = new ClusterState(queries);
        Optional<String> rest = step.rest().of(state);
        if (rest.isEmpty()) {
          tell(step, worked.equals(Instant.MIN) ? "done already" : "done in " + seconds(begun));
          return;
        }
        left = rest.get();
        if (!left.equals(said)) {
          tell(step, left);
          said = left;
        }
        if (worked.plus(step.again()).isBefore(Instant.now())) {
          refusal = "";
          worked = Instant.now();
          step.work().run(state);
          worked = Instant.now();
        }
      } catch (CommandFailure | IOException notNow) {
        left = problem(notNow);
        refusal = left;
        if (!refusal.equals(refusalSaid)) {
          tell(step, "not yet: " + refusal);
          refusalSaid = refusal;
        }
      }
      if (Instant.now().isAfter(begun.plus(step.limit()))) {
        throw CommandFailure.failed(
            "%s: not done after %s: %s%s"
                .formatted(
                    step.name(),
                    seconds(begun),
                    left,
                    refusal.isEmpty() || refusal.equals(left) ? "" : "; " + refusal),
            "remove the cause, then repeat `%s`, which continues from here".formatted(repeat));
      }
      Thread.sleep(INTERVAL);
    }
  }

  private static String problem(Exception failure) {
    return failure instanceof CommandFailure known
        ? known.problem()
        : String.valueOf(failure.getMessage());
  }

  private static String seconds(Instant since) {
    return "%.1f s".formatted(Duration.between(since, Instant.now()).toMillis() / 1_000.0);
  }

  private void tell(Step step, String line) {
    told.accept("%-22s %s".formatted(step.name(), line));
  }
}
