package dev.classify.simulator.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.simulator.batch.BatchRun.Moment;
import dev.classify.simulator.files.FileContent;
import dev.classify.simulator.files.FileStore;
import dev.classify.simulator.files.StoredFile;
import dev.classify.simulator.recording.LogEntry;
import dev.classify.simulator.recording.RequestLog;
import dev.classify.simulator.request.BatchRequest;
import dev.classify.simulator.request.Endpoint;
import dev.classify.simulator.settings.Option;
import dev.classify.simulator.settings.SimulatorSettings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchRunTest {

  private static final Instant BEGIN = Instant.ofEpochSecond(1_000_000);

  private final SimulatorSettings settings =
      SimulatorSettings.DEFAULT.with(
          Map.of(
              Option.BATCH_VALIDATING, "60s",
              Option.BATCH_IN_PROGRESS, "600s",
              Option.BATCH_FINALIZING, "30s",
              Option.BATCH_CANCELLING, "10s"));
  private final FileStore files = new FileStore(() -> BEGIN);
  private final List<String> ran = new ArrayList<>();
  private Duration time = Duration.ZERO;

  @Test
  void statesFollowTheClock() {
    BatchRun batch = batch(10);

    assertThat(after(batch, 59)).isEqualTo(BatchStatus.VALIDATING);
    assertThat(after(batch, 1)).isEqualTo(BatchStatus.IN_PROGRESS);
    assertThat(ran).isEmpty();
    assertThat(after(batch, 299)).isEqualTo(BatchStatus.IN_PROGRESS);
    assertThat(ran).hasSize(4);
    assertThat(after(batch, 301)).isEqualTo(BatchStatus.FINALIZING);
    assertThat(ran).hasSize(10);
    assertThat(batch.json().path("output_file_id").isNull()).isTrue();
    assertThat(after(batch, 30)).isEqualTo(BatchStatus.COMPLETED);

    assertThat(batch.json().path("in_progress_at").asLong()).isEqualTo(1_000_060);
    assertThat(batch.json().path("finalizing_at").asLong()).isEqualTo(1_000_660);
    assertThat(batch.json().path("completed_at").asLong()).isEqualTo(1_000_690);
    assertThat(batch.json().path("expires_at").asLong()).isEqualTo(1_086_400);
    assertThat(batch.json().path("cancelled_at").isNull()).isTrue();
  }

  @Test
  void orderOfTheLinesDependsOnTheSeedOnly() {
    run(batch(20));
    List<String> first = List.copyOf(ran);
    ran.clear();
    run(batch(20));

    assertThat(ran).isEqualTo(first).isNotEqualTo(first.stream().sorted().toList());
  }

  @Test
  void batchThatIsNotDoneByTheEndOfItsWindowExpires() {
    BatchRun batch = batch(10, Duration.ofMinutes(6));
    after(batch, 60);

    assertThat(after(batch, 299)).isEqualTo(BatchStatus.IN_PROGRESS);
    assertThat(after(batch, 1)).isEqualTo(BatchStatus.EXPIRED);

    assertThat(batch.json().at("/request_counts/completed").asInt()).isEqualTo(4);
    assertThat(content(batch, "error_file_id").lines()).hasSize(6);
  }

  @Test
  void cancelledBatchRunsNoMoreLines() {
    BatchRun batch = batch(10);
    after(batch, 60);
    after(batch, 120);

    assertThat(batch.cancel(now())).isEqualTo(BatchStatus.IN_PROGRESS);
    assertThat(after(batch, 9)).isEqualTo(BatchStatus.CANCELLING);
    assertThat(after(batch, 1)).isEqualTo(BatchStatus.CANCELLED);

    assertThat(ran).hasSize(2);
    assertThat(content(batch, "output_file_id").lines()).hasSize(2);
    assertThat(content(batch, "error_file_id").lines()).hasSize(8);
  }

  @Test
  void batchCanBeCancelledBeforeItIsValidated() {
    BatchRun batch = batch(10);

    batch.cancel(now());

    assertThat(after(batch, 10)).isEqualTo(BatchStatus.CANCELLED);
    assertThat(batch.json().path("output_file_id").isNull()).isTrue();
    assertThat(ran).isEmpty();
  }

  private void run(BatchRun batch) {
    after(batch, 60);
    after(batch, 600);
  }

  private BatchRun batch(int lines) {
    return batch(lines, settings.batch().window());
  }

  private BatchRun batch(int lines, Duration window) {
    String text =
        IntStream.range(0, lines)
            .mapToObj(
                line ->
                    "{\"custom_id\":\"%02d\",\"method\":\"POST\",\"url\":\"/v1/chat/completions\",\"body\":{\"model\":\"gpt-6-luna\"}}"
                        .formatted(line))
            .collect(Collectors.joining("\n"));
    StoredFile file =
        files
            .upload(
                "a.jsonl",
                "batch",
                FileContent.of(text.getBytes(StandardCharsets.UTF_8)),
                Optional.empty())
            .orElseThrow();
    BatchRequest request =
        ((BatchRequest.Parsed.Accepted)
                BatchRequest.parse(
                    "{\"input_file_id\":\"%s\",\"endpoint\":\"/v1/chat/completions\",\"completion_window\":\"24h\"}"
                        .formatted(file.id())))
            .request();
    return new BatchRun(request, file, "key", true, new Answers(), files, window, now());
  }

  private BatchStatus after(BatchRun batch, long seconds) {
    time = time.plusSeconds(seconds);
    batch.advance(now(), settings, (_, _) -> 0, _ -> 1);
    return batch.status();
  }

  private Moment now() {
    return new Moment(time.toNanos(), BEGIN.plus(time));
  }

  private String content(BatchRun batch, String field) {
    StoredFile file = files.find(batch.json().path(field).asText()).orElseThrow();
    return file.content().text(0, file.content().size());
  }

  /// Answers every line, and notes its id.
  private final class Answers implements LineRunner {

    private final RequestLog log = new RequestLog();

    @Override
    public int promptTokens(Endpoint endpoint, String body) {
      return 1;
    }

    @Override
    public Answered run(Call call) {
      ran.add(call.customId());
      LogEntry entry =
          log.arrive(
              new LogEntry.Arrival(
                  0, BEGIN, call.endpoint().path(), "key", "req_1", null, null, null),
              1);
      entry.recordUsage(0, 0, 1);
      entry.recordAnswered(200, 0);
      return new Answered(entry.snapshot(), "{}");
    }
  }
}
