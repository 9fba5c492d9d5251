package dev.classify.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.classify.cli.cluster.Cluster;
import dev.classify.cli.cluster.LocalCluster;
import dev.classify.local.LocalSettings;
import dev.classify.local.LocalStack;
import dev.classify.local.nginx.NginxProgram;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/// The operator's check, on a cluster of processes: four nodes with three copies may lose one.
@ResourceLock("ports of a cluster")
@Order(5)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VerifyIT {

  private EmbeddedStack stack;
  private Cluster cluster;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    assumeTrue(NginxProgram.installed(System.getenv()).isPresent(), "NGINX is not installed");
    Map<String, String> settings =
        Map.of(
            "LLM_PROVIDER", "rules",
            "OPENAI_API_KEY", "canary-key",
            "AWS_SECRET_ACCESS_KEY", "canary-foreign",
            "CLASSIFY_DB_OWNER_PASSWORD", "canary-owner");
    stack = EmbeddedStack.up(folder, settings, "--nodes", "4", "--workers", "2");
    cluster =
        new LocalCluster(
            LocalStack.attach(stack.program().home()).orElseThrow(),
            LocalSettings.from(stack.program().environment()));
  }

  @AfterAll
  void stop() throws Exception {
    if (cluster != null) {
      stack.down();
    }
  }

  @Test
  void wholeClusterPassesAndNothingOfTheTrialsStays() throws Exception {
    BuiltProgram.Result ended = stack.local("verify", "--output", "json");
    assertThat(ended.exit()).as(ended.out() + ended.err()).isZero();
    assertThat(new ObjectMapper().readTree(ended.out()))
        .hasSizeGreaterThan(10)
        .extracting(result -> result.get("result").asText())
        .containsOnly("ok");
    assertNothingStored();
  }

  @Test
  void keyOfTheUserReachesTheWorkersAlone() throws Exception {
    ProcessEnvironments environments = new ProcessEnvironments(stack);
    assertThat(environments.programs())
        .contains("postgres", "nginx", "object-store", "restate-1", "classify-service-1");
    assertThat(environments.programsWith("canary-key"))
        .containsExactly("classify-service-1", "classify-service-2");
    assertThat(environments.programsWith("canary-foreign")).isEmpty();
    assertThat(environments.programsWith("canary-owner")).isEmpty();
    assertThat(environments.programsWith(stack.file().get("ownerPassword").asText())).isEmpty();
    assertThat(environments.programsWith(stack.file().get("databasePassword").asText()))
        .containsExactly("classify-service-1", "classify-service-2");
  }

  @Test
  void workerThatIsDownIsNamedWithWhatToDo() throws Exception {
    cluster.kill("classify-service-2");
    try {
      BuiltProgram.Result ended = stack.local("verify", "--output", "json");
      assertThat(ended.exit()).isOne();
      JsonNode workers = result(ended, "workers");
      assertThat(workers.get("result").asText()).isEqualTo("failed");
      assertThat(workers.get("seen").asText()).contains("no answer from classify-service-2");
      assertThat(workers.get("fix").asText()).contains("classify local up", "-service-2.log");
      assertThat(result(ended, "nodes up").get("result").asText()).isEqualTo("ok");
    } finally {
      cluster.start("classify-service-2");
    }
  }

  @Test
  void workerAndNodeAreKilledDuringAJobAndStartedAgain() throws Exception {
    BuiltProgram.Result ended = stack.local("verify", "--faults");
    assertThat(ended.exit()).as(ended.out() + ended.err()).isZero();
    assertThat(ended.err()).contains("killing classify-service-2", "killing restate-4");
    assertThat(ended.out()).contains("12000 rows, each stored once", "all checks pass again");
    assertThat(stack.local("status").out()).doesNotContain("held");
    assertNothingStored();
  }

  @Test
  void interruptedTrialStartsWhatItHasKilled() throws Exception {
    BuiltProgram.RunningCommand trial = stack.program().start("local", "verify", "--faults");
    await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> Files.readString(trial.err()).contains("killing restate-4"));
    new ProcessBuilder("kill", "-INT", Long.toString(trial.process().pid())).start().waitFor();

    BuiltProgram.Result ended = trial.await();
    assertThat(ended.exit()).isEqualTo(130);
    assertThat(ended.err()).contains("starting classify-service-2", "starting restate-4");
    assertThat(stack.local("status").out()).doesNotContain("held");
    await().atMost(Duration.ofMinutes(1)).until(() -> stack.local("verify").exit() == 0);
    // What was under way is stored after the trial has gone; the next but one check removes it.
    stack.clear();
  }

  private void assertNothingStored() throws Exception {
    for (String table :
        new String[] {"jobs", "job_batches", "classifications", "classification_attempts"}) {
      assertThat(stack.number("select count(*) from " + table)).as(table).isZero();
    }
  }

  private static JsonNode result(BuiltProgram.Result ended, String check) throws Exception {
    for (JsonNode result : new ObjectMapper().readTree(ended.out())) {
      if (result.get("check").asText().equals(check)) {
        return result;
      }
    }
    throw new AssertionError(check + " is not in " + ended.out());
  }
}
