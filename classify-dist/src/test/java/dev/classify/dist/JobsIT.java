package dev.classify.dist;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/// What is classified again, what is not, and what remains of it.
@ExtendWith(SharedStack.class)
@ResourceLock(SharedStack.LOCK)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JobsIT {

  /// Three batches, the last one not full.
  private static final int ROWS = 120;

  private static final int NAME = 1;

  private final EmbeddedStack stack;
  private Path folder;
  private Path input;
  private List<List<String>> records;

  JobsIT(EmbeddedStack stack) {
    this.stack = stack;
  }

  @BeforeEach
  void start(@TempDir Path folder) throws Exception {
    this.folder = folder;
    stack.clear();
    input = Samples.repeated(folder, ROWS);
    records = Samples.fields(input);
  }

  @Test
  void rowsThatHaveTheirAnswerAreSkippedInWhateverFileAndOrderTheyCome() throws Exception {
    JsonNode first = run(input);
    assertCounts(first, ROWS, 0);

    JsonNode second = run(input);
    assertThat(second.get("job")).isEqualTo(first.get("job"));
    assertCounts(second, 0, ROWS);

    List<List<String>> turned = new ArrayList<>(records.subList(1, records.size()).reversed());
    turned.addFirst(records.getFirst());
    JsonNode third = run(Samples.write(folder.resolve("turned.csv"), turned));
    assertThat(third.get("job")).isNotEqualTo(first.get("job"));
    assertCounts(third, 0, ROWS);
    assertStored(ROWS, ROWS);
    assertThat(status(first).get("classified").asInt()).isEqualTo(ROWS);
    assertThat(status(third).get("unchanged").asInt()).isEqualTo(ROWS);
  }

  @Test
  void forcedRunAnswersAgainUnderANewGenerationAndKeepsTheHistory() throws Exception {
    run(input, "--job", "forced");
    JsonNode forced = run(input, "--job", "forced", "--force");
    assertThat(forced.get("generation").asInt()).isEqualTo(2);
    assertCounts(forced, ROWS, 0);
    assertStored(ROWS, 2 * ROWS);
    assertThat(stack.number("select count(*) from classifications where generation = 2"))
        .isEqualTo(ROWS);

    JsonNode after = run(input, "--job", "forced");
    assertThat(after.get("generation").asInt()).isEqualTo(2);
    assertCounts(after, 0, ROWS);
  }

  @Test
  void answerThatOnlyTheTableRemembersIsNotTakenForThatOfThisRun() throws Exception {
    run(input, "--job", "old");
    run(edited("Unemployment rate"), "--job", "new");
    purgeWhatRestateRemembers();
    assertCounts(run(input, "--job", "old"), 1, ROWS - 1);
    assertThat(nameOfFirst()).isEqualTo(records.get(1).get(NAME));
  }

  /// What a look at the job tells afterwards.
  private JsonNode status(JsonNode run) throws Exception {
    String job = run.get("job").asText();
    BuiltProgram.Result status = stack.asCluster().call("status", job, "--output", "json");
    assertThat(status.exit()).as(status.err()).isZero();
    return new ObjectMapper().readTree(status.out()).get(0);
  }

  /// As time does, or the loss of its data.
  private void purgeWhatRestateRemembers() throws Exception {
    URI admin = stack.address("restate-admin");
    try (HttpClient http = HttpClient.newHttpClient()) {
      String query = "{\"query\":\"select id from sys_invocation where status = 'completed'\"}";
      HttpRequest ask =
          HttpRequest.newBuilder(admin.resolve("/query"))
              .header("content-type", "application/json")
              .header("accept", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString(query))
              .build();
      String answer = http.send(ask, HttpResponse.BodyHandlers.ofString()).body();
      JsonNode rows = new ObjectMapper().readTree(answer).get("rows");
      assertThat(rows).isNotEmpty();
      for (JsonNode row : rows) {
        HttpRequest purge =
            HttpRequest.newBuilder(
                    admin.resolve("/invocations/" + row.get("id").asText() + "/purge"))
                .method("PATCH", HttpRequest.BodyPublishers.noBody())
                .build();
        assertThat(http.send(purge, HttpResponse.BodyHandlers.ofString()).statusCode())
            .isLessThan(300);
      }
    }
  }

  /// Restate remembers the batches of the older version; what it remembers no longer stands.
  @Test
  void goingBackToAnOlderFileAnswersAgainWhatAnotherJobHasOverwritten() throws Exception {
    Path newer = edited("Unemployment rate");
    run(input, "--job", "old");
    for (int times = 1; times <= 2; times++) {
      assertCounts(run(newer, "--job", "new"), 1, ROWS - 1);
      assertThat(nameOfFirst()).isEqualTo("Unemployment rate");

      assertCounts(run(input, "--job", "old"), 1, ROWS - 1);
      assertThat(nameOfFirst()).isEqualTo(records.get(1).get(NAME));
      assertStored(ROWS, ROWS + 2L * times);
    }
  }

  @Test
  void rejectedRowIsAskedAgainOnlyOnDemand() throws Exception {
    run(input, "--job", "retried");
    rejectFirstRow();

    BuiltProgram.Result same = command(input, "--job", "retried");
    assertThat(same.exit()).isOne();
    JsonNode kept = new ObjectMapper().readTree(same.out());
    assertThat(kept.get("rejected").asInt()).isOne();
    assertCounts(kept, 0, ROWS - 1);

    JsonNode retried = run(input, "--job", "retried", "--retry");
    assertCounts(retried, 1, ROWS - 1);
    assertThat(stack.number("select round from jobs where job_id = 'retried'")).isOne();
    assertThat(stack.number("select count(*) from rejections")).isZero();
    assertStored(ROWS, ROWS + 1);
  }

  /// The rules reject nothing, so a rejection is made of an answer.
  private void rejectFirstRow() throws Exception {
    String id = records.get(1).getFirst();
    stack.execute(
        """
        insert into rejections
          (indicator_id, stage, reason, answer_version, content_hash, job_id, generation, round,
           batch_key, worker)
        select indicator_id, 'consistency', 'made by a test', answer_version, content_hash, job_id,
               generation, round, batch_key, worker
          from classifications where indicator_id = '%s'
        """
            .formatted(id),
        "delete from classifications where indicator_id = '%s'".formatted(id));
  }

  /// The input with another name in its first row.
  private Path edited(String name) throws Exception {
    List<List<String>> changed = new ArrayList<>(records);
    List<String> first = new ArrayList<>(changed.get(1));
    first.set(NAME, name);
    changed.set(1, first);
    return Samples.write(folder.resolve("edited.csv"), changed);
  }

  private JsonNode run(Path file, String... options) throws Exception {
    BuiltProgram.Result ended = command(file, options);
    assertThat(ended.exit()).as(ended.out() + ended.err()).isZero();
    return new ObjectMapper().readTree(ended.out());
  }

  private BuiltProgram.Result command(Path file, String... options) throws Exception {
    List<String> words = new ArrayList<>(List.of("run", file.toString(), "--output", "json"));
    words.addAll(Arrays.asList(options));
    return stack.local(words.toArray(String[]::new));
  }

  private String nameOfFirst() throws Exception {
    return stack.text(
        "select name from classifications where indicator_id = '%s'"
            .formatted(records.get(1).getFirst()));
  }

  private static void assertCounts(JsonNode summary, int classified, int unchanged) {
    assertThat(summary.get("rows").asInt()).isEqualTo(ROWS);
    assertThat(summary.get("classified").asInt()).as("classified").isEqualTo(classified);
    assertThat(summary.get("unchanged").asInt()).as("unchanged").isEqualTo(unchanged);
    assertThat(summary.get("not_done").asInt()).isZero();
  }

  private void assertStored(long current, long attempts) throws Exception {
    assertThat(stack.number("select count(*) from classifications")).isEqualTo(current);
    assertThat(stack.number("select count(*) from classification_attempts")).isEqualTo(attempts);
  }
}
