package dev.classify.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.classify.api.ClassifyApiClient;
import dev.classify.api.WorkerDescription;
import dev.classify.local.LocalStack;
import dev.restate.client.Client;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/// Workers are replaced by a build with other steps while batches are in flight.
@ExtendWith(SharedStack.class)
@ResourceLock(SharedStack.LOCK)
class NewBuildIT {

  private static final int ROWS = 120;
  private static final int BATCHES = 3;

  private final EmbeddedStack stack;

  NewBuildIT(EmbeddedStack stack) {
    this.stack = stack;
  }

  @Test
  void batchesOfAnOlderBuildBeginAnewWithAndWithoutTheirCommand(@TempDir Path folder)
      throws Exception {
    Path input = Samples.repeated(folder, ROWS);
    Path others = withOtherIds(input, folder.resolve("others.csv"));
    LocalStack parts = LocalStack.attach(stack.program().home()).orElseThrow();
    WorkerDescription workers =
        ClassifyApiClient.fromClient(Client.connect(stack.address("restate-ingress").toString()))
            .describe();
    parts.killPart("worker");
    BuiltProgram.RunningCall waiting;
    try (OtherBuild old = new OtherBuild(stack.address("worker").getPort(), workers)) {
      waiting = stack.program().begin(run("waiting", input));
      BuiltProgram.RunningCommand killed = stack.program().start(run("detached", others));
      await().atMost(Duration.ofSeconds(60)).until(() -> old.begun().size() == 2 * BATCHES);
      killed.process().destroyForcibly().waitFor();
    }
    parts.startPart("worker");

    BuiltProgram.Result ended = waiting.await();
    assertThat(ended.exit()).as(ended.err()).isZero();
    job("waiting").assertEveryRowStoredOnce();
    job("detached").awaitStored(ROWS);
    BuiltProgram.Result again = stack.program().call(run("detached", others));
    assertThat(again.out()).contains("unchanged   120, skipped");
    job("detached").assertEveryRowStoredOnce();
  }

  private static String[] run(String job, Path input) {
    return new String[] {"local", "run", input.toString(), "--job", job};
  }

  private static Path withOtherIds(Path input, Path copy) throws IOException {
    List<List<String>> records = new ArrayList<>(Samples.fields(input));
    for (int i = 1; i < records.size(); i++) {
      List<String> fields = new ArrayList<>(records.get(i));
      fields.set(0, "other " + fields.getFirst());
      records.set(i, fields);
    }
    return Samples.write(copy, records);
  }

  private StoredJob job(String id) throws IOException {
    return new StoredJob(stack, id, ROWS);
  }
}
