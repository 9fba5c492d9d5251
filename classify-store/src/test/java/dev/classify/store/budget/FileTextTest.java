package dev.classify.store.budget;

import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.store.providerbatch.FileProgress.File;
import dev.classify.store.providerbatch.FileProgress.Waiting;
import dev.classify.store.providerbatch.ProviderBatch.State;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FileTextTest {

  private static final Instant NOW = Instant.parse("2026-11-28T14:17:00Z");

  @Test
  void runningBatchSaysHowFarItIsAndUntilWhen() {
    assertThat(text(new Waiting(0, List.of(running(Duration.ofMinutes(12), null)))))
        .isEqualTo(
            "provider batch batch_abc: 3,100 of about 10,903 rows answered, in progress for 12"
                + " min, at most until 14:05 tomorrow");
  }

  @Test
  void troubleAndFurtherFilesAreNamed() {
    File file = running(Duration.ofMinutes(150), "HTTP 502");
    assertThat(text(new Waiting(3, List.of(file, file))))
        .endsWith(
            "in progress for 2 h 30 min, at most until 14:05 tomorrow; 1 more to follow; HTTP 502");
  }

  @Test
  void linesBeforeTheirFileAreCounted() {
    assertThat(text(new Waiting(40, List.of())))
        .isEqualTo("requests are collected for a file: 40 so far");
  }

  @Test
  void fileBeforeItsBatchIsSent() {
    File sent = new File(State.ASSIGNED, null, null, 10, 0, NOW, NOW, null, null);
    assertThat(text(new Waiting(0, List.of(sent))))
        .isEqualTo("a file of requests is sent to the provider");
  }

  private static File running(Duration since, @Nullable String problem) {
    return new File(
        State.RUNNING,
        "batch_abc",
        "in_progress",
        10_903,
        3_100,
        NOW.minus(since),
        NOW,
        Instant.parse("2026-11-29T14:05:00Z"),
        problem);
  }

  private static String text(Waiting waiting) {
    return FileText.of(waiting, ZoneOffset.UTC).toString();
  }
}
