package dev.classify.cli.submit;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.classify.api.AnswerSettings;
import dev.classify.indicator.Indicator;
import dev.classify.store.jobs.Job;
import dev.classify.store.jobs.JobProgress;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

class SubmissionTest {

  private static final Job JOB =
      new Job(
          "job",
          "rows",
          "rules",
          "version",
          1,
          false,
          0,
          Job.State.RUNNING,
          1,
          0,
          Instant.EPOCH,
          Instant.EPOCH,
          null,
          null,
          null,
          null);

  @Test
  void programmingErrorInTheThreadOfABatchIsCountedAndReported() throws Exception {
    RunCounts.Snapshot counts =
        submit(URI.create("http://127.0.0.1:1"), new IllegalStateException("a bug"));

    assertThat(counts.failed()).isOne();
    assertThat(counts.failure()).contains("a bug");
  }

  /// Such as after the database was set back: the batch was refused while its job was unknown.
  @Test
  void batchThatRestateRemembersAsRefusedIsSentUnderAnotherKey() throws Exception {
    try (RefusingIngress ingress = new RefusingIngress(2)) {
      RunCounts.Snapshot counts = submit(ingress.address(), new SQLException("down"));

      assertThat(counts.failed()).isZero();
      assertThat(ingress.keys).hasSize(3).doesNotHaveDuplicates();
      assertThat(ingress.bodies).allMatch(body -> body.contains("\"jobSecret\":\"secret\""));
    }
  }

  @Test
  void batchThatIsRefusedUnderEveryKeyHasFailed() throws Exception {
    try (RefusingIngress ingress = new RefusingIngress(Integer.MAX_VALUE)) {
      RunCounts.Snapshot counts = submit(ingress.address(), new SQLException("down"));

      assertThat(counts.failed()).isOne();
      assertThat(counts.failure()).contains("HTTP 403", "no such job");
      assertThat(ingress.keys).hasSize(3);
    }
  }

  private static RunCounts.Snapshot submit(URI ingress, Exception fault) throws Exception {
    DataSource broken =
        (DataSource)
            Proxy.newProxyInstance(
                SubmissionTest.class.getClassLoader(),
                new Class<?>[] {DataSource.class},
                (_, _, _) -> {
                  throw fault;
                });
    RunCounts counts = new RunCounts();
    BatchCutter cutter = new BatchCutter();
    assertThat(cutter.add(Indicator.of("one", "Retail sales", null, null))).isEmpty();
    try (IngressNodes nodes = new IngressNodes(IngressSettings.of(List.of(ingress), List.of()));
        Submission submission =
            new Submission(
                nodes,
                new JobProgress(broken),
                new Submission.RunContext(JOB, "secret", "run", AnswerSettings.BY_RULES, false),
                counts,
                1)) {
      submission.offer(cutter.rest().orElseThrow());
      submission.await();
    }
    return counts.snapshot();
  }

  /// An ingress whose worker refuses the first calls.
  private static final class RefusingIngress implements AutoCloseable {

    private final List<String> keys = new CopyOnWriteArrayList<>();
    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private final int refusals;
    private final HttpServer server;

    RefusingIngress(int refusals) throws IOException {
      this.refusals = refusals;
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext("/", this::answer);
      server.start();
    }

    URI address() {
      return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void answer(HttpExchange call) throws IOException {
      keys.add(call.getRequestHeaders().getFirst("idempotency-key"));
      bodies.add(new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
      boolean refused = keys.size() <= refusals;
      String body =
          refused
              ? "{\"code\":403,\"message\":\"no such job\"}"
              : "{\"runId\":\"run\",\"worker\":\"w\",\"classified\":1}";
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      call.getResponseHeaders().add("content-type", "application/json");
      call.sendResponseHeaders(refused ? 403 : 200, bytes.length);
      call.getResponseBody().write(bytes);
      call.close();
    }

    @Override
    public void close() {
      server.stop(0);
    }
  }
}
