package dev.classify.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.zaxxer.hikari.HikariDataSource;
import dev.classify.local.nginx.NginxProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A batch takes long. One node, because a busy machine can make the partitions of several nodes
/// change leaders, and a new leader repeats the calls of the old one.
@Order(3)
class SlowCallIT {

  private static final int ONE_BATCH = 40;

  /// Longer than NGINX waits by default, and than the command does before it asks again: 60 s.
  private static final Duration SLOW = Duration.ofSeconds(75);

  /// Until the first batch is at the database. Other tests may start clusters meanwhile.
  private static final Duration START_MAX = Duration.ofMinutes(1);

  private static final List<String> WORKERS = List.of("classify-service-1", "classify-service-2");
  private static final Pattern REQUEST_TIME = Pattern.compile(" time=([0-9.]+) ");

  private EmbeddedStack stack;

  @BeforeEach
  void start(@TempDir Path folder) throws Exception {
    assumeTrue(NginxProgram.installed(System.getenv()).isPresent(), "NGINX is not installed");
    stack = EmbeddedStack.up(folder, "--workers", Integer.toString(WORKERS.size()));
  }

  @AfterEach
  void stop() throws Exception {
    if (stack != null) {
      stack.down();
    }
  }

  @Test
  void callOfSeventyFiveSecondsPassesThroughNginxOnce(@TempDir Path folder) throws Exception {
    StoredJob job = new StoredJob(stack, "slow", ONE_BATCH);
    String rows = Samples.repeated(folder, ONE_BATCH).toString();
    BuiltProgram.RunningCall run;
    try (HikariDataSource database = stack.openDatabase();
        Connection connection = database.getConnection();
        Statement lock = connection.createStatement()) {
      connection.setAutoCommit(false);
      lock.execute("lock table job_batches in exclusive mode");
      run = stack.program().begin("local", "run", rows, "--job", job.id());
      await()
          .atMost(START_MAX)
          .until(() -> stack.number("select count(*) from pg_locks where not granted") > 0);
      // From here on it is not the database that is slow: its driver would give up after 60 s.
      signalWorkers("STOP");
    }
    Thread.sleep(SLOW);
    assertThat(run.isAlive()).isTrue();
    signalWorkers("CONT");

    BuiltProgram.Result ended = run.await();
    assertThat(ended.exit()).as(ended.out() + ended.err()).isZero();
    job.assertEveryRowStoredOnce();
    List<String> calls = calls();
    assertThat(calls).allMatch(call -> call.contains(" status=200 "));
    assertThat(calls.stream().map(SlowCallIT::seconds).filter(s -> s >= SLOW.toSeconds()))
        .as(String.join("\n", calls))
        .hasSize(1);
    assertThat(calls).hasSize(2);
  }

  /// Lines of NGINX's access log for batches; a batch is called once for its step, and once to end.
  private List<String> calls() throws IOException {
    try (Stream<String> lines =
        Files.lines(stack.program().home().resolve("logs").resolve("nginx.log"))) {
      return lines.filter(line -> line.contains(" POST /invoke/classify-api/batch ")).toList();
    }
  }

  private static double seconds(String call) {
    Matcher time = REQUEST_TIME.matcher(call);
    assertThat(time.find()).as(call).isTrue();
    return Double.parseDouble(time.group(1));
  }

  private void signalWorkers(String signal) throws Exception {
    for (String worker : WORKERS) {
      String pid = Long.toString(stack.program().part(worker).pid());
      assertThat(new ProcessBuilder("kill", "-" + signal, pid).start().waitFor()).isZero();
    }
  }
}
