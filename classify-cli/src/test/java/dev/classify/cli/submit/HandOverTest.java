package dev.classify.cli.submit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.store.budget.JobActivity;
import dev.classify.store.jobs.Job;
import dev.classify.store.providerbatch.FileProgress.File;
import dev.classify.store.providerbatch.FileProgress.Waiting;
import dev.classify.store.providerbatch.ProviderBatch.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HandOverTest {

  private static final Duration SOON = Duration.ofSeconds(1);
  private static final File SENT = file(State.RUNNING, "batch_1");
  private static final File NOT_SENT = file(State.ASSIGNED, null);

  @Test
  void runIsHandedOverOnceEveryLineIsInAFileAtTheProvider() {
    assertThat(reached(0, List.of(SENT, SENT), SOON)).isTrue();
    assertThat(reached(0, List.of(SENT, NOT_SENT), SOON)).isFalse();
    assertThat(reached(3, List.of(SENT), SOON)).isFalse();
    assertThat(reached(3, List.of(), SOON)).isFalse();
  }

  @Test
  void linesThatALimitHoldsBackAreNotWaitedForLong() {
    assertThat(reached(3, List.of(SENT), HandOver.LINES_SETTLED)).isTrue();
    assertThat(reached(3, List.of(SENT, NOT_SENT), HandOver.LINES_SETTLED)).isFalse();
  }

  @Test
  void fileThatIsNotSentAndADatabaseThatIsDownAreWaitedForAtMostMinutes() {
    assertThat(reached(0, List.of(NOT_SENT), HandOver.WAIT_MAX)).isTrue();
    assertThat(HandOver.isReached(null, SOON)).isFalse();
    assertThat(HandOver.isReached(null, HandOver.WAIT_MAX)).isTrue();
  }

  private static boolean reached(long linesOpen, List<File> files, Duration accepted) {
    JobActivity activity =
        new JobActivity(
            Job.State.RUNNING,
            null,
            null,
            null,
            false,
            0,
            null,
            null,
            false,
            List.of(),
            null,
            new Waiting(linesOpen, files));
    return HandOver.isReached(activity, accepted);
  }

  private static File file(State state, @Nullable String providerId) {
    return new File(state, providerId, null, 10, 0, Instant.EPOCH, Instant.EPOCH, null, null);
  }
}
