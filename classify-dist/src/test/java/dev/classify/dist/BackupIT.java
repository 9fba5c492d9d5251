package dev.classify.dist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.simulator.recording.RecordedRequest;
import dev.classify.simulator.settings.Option;
import dev.classify.simulator.settings.SimulatorSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A backup that is made while a job asks a model, restored into another folder.
@Order(6)
class BackupIT {

  private static final int ROWS = 400;

  @Test
  void sameCommandFinishesTheJobFromABackupAndAsksForNoStoredRow(@TempDir Path folder)
      throws Exception {
    LlmStack llm =
        LlmStack.up(
            folder,
            SimulatorSettings.DEFAULT.with(Option.PORT, 0).with(Option.LATENCY, "constant:1s"),
            Map.of("LLM_CONCURRENCY", "4"));
    Path input = Samples.distinct(folder, ROWS);
    Path backup = folder.resolve("backup");
    EmbeddedStack restored = elsewhere(llm.stack(), folder.resolve("other"));
    try {
      StoredJob job = new StoredJob(llm.stack(), "job", ROWS);
      BuiltProgram.RunningCall run = llm.begin("job", input);
      job.awaitStored(100);
      long stored = job.stored();
      BuiltProgram.Result made = llm.stack().local("backup", backup.toString());
      assertThat(made.exit()).as(made.err()).isZero();
      assertThat(made.out()).contains(backup.toString(), "the stack stood still for");
      assertThat(job.stored()).isLessThan(ROWS);
      BuiltProgram.Result undisturbed = run.await();
      assertThat(undisturbed.exit()).as(undisturbed.err()).isZero();
      job.assertEveryRowStoredOnce();
      llm.stack().down();

      llm.simulator().reset();
      assertThat(restored.local("restore", backup.toString()).exit()).isZero();
      assertThat(restored.local("up").exit()).isZero();
      BuiltProgram.Result again =
          restored.program().call("local", "run", input.toString(), "--job", "job");
      assertThat(again.exit()).as(again.err()).isZero();
      new StoredJob(restored, "job", ROWS).assertEveryRowStoredOnce();
      int asked = llm.simulator().requests().stream().mapToInt(RecordedRequest::indicators).sum();
      assertThat(asked).isPositive().isLessThanOrEqualTo((int) (ROWS - stored));
    } finally {
      restored.down();
      llm.down();
    }
  }

  /// The same settings for another folder.
  private static EmbeddedStack elsewhere(EmbeddedStack stack, Path folder) throws Exception {
    Path home = Files.createDirectories(folder).resolve("data");
    Map<String, String> environment = new HashMap<>(stack.program().environment());
    environment.put("CLASSIFY_HOME", home.toString());
    return new EmbeddedStack(new BuiltProgram(home, environment));
  }
}
