package dev.classify.cli.cluster.resize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.classify.cli.cluster.ClusterQueries;
import dev.classify.exit.CommandFailure;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class StepsTest {

  private final List<String> lines = new ArrayList<>();
  private final Steps steps =
      new Steps(new ClusterQueries(new TalkingCluster("")), lines::add, "classify grow");

  private static Step step(String name, Step.Rest rest, Step.Work work) {
    return new Step(name, Duration.ofSeconds(2), Duration.ofMillis(1), rest, work);
  }

  @Test
  void stepThatIsDoneIsPassedOverAndTheOthersRunInTheirOrder() throws Exception {
    AtomicInteger left = new AtomicInteger(2);
    steps.take(
        List.of(
            step("first", _ -> Optional.empty(), _ -> lines.add("never")),
            step(
                "second",
                _ -> left.get() == 0 ? Optional.empty() : Optional.of(left + " left"),
                _ -> left.decrementAndGet())));
    assertThat(lines).hasSize(4);
    assertThat(lines.get(0)).matches("first +done already");
    assertThat(lines.get(1)).matches("second +2 left");
    assertThat(lines.get(2)).matches("second +1 left");
    assertThat(lines.get(3)).matches("second +done in .* s");
  }

  @Test
  void refusalIsSaidOnceAndThenAlsoInTheFailure() {
    Step refused =
        step(
            "trim",
            _ -> Optional.of("log 3 is needed"),
            _ -> {
              throw new IOException("Snapshot export in progress");
            });
    assertThatThrownBy(() -> steps.take(List.of(refused)))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("trim: not done after")
        .hasMessageContaining("Snapshot export in progress")
        .hasMessageContaining("repeat `classify grow`, which continues from here");
    assertThat(lines).hasSize(2);
    assertThat(lines.get(1)).matches("trim +not yet: Snapshot export in progress");
  }

  @Test
  void dryRunDoesNothing() throws Exception {
    steps.show(
        List.of(step("copies", _ -> Optional.of("[2] instead of 3"), _ -> lines.add("never"))));
    assertThat(lines).singleElement().asString().matches("copies +to do: \\[2] instead of 3");
  }
}
