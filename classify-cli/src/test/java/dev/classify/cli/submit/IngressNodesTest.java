package dev.classify.cli.submit;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.classify.api.BatchRequest;
import dev.classify.api.BatchResult;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
class IngressNodesTest {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration ATTACH_AFTER = Duration.ofSeconds(1);
  private static final int OK = 200;
  private static final int AWAY = 503;
  private static final int KILLED = 409;

  private final List<Ingress> ingresses = new ArrayList<>();

  @AfterEach
  void stop() {
    ingresses.forEach(ingress -> ingress.server.stop(0));
  }

  @Test
  void batchesGoToTheNodesInTurn() throws Exception {
    List<Ingress> three = List.of(ingress(OK), ingress(OK), ingress(OK));
    try (IngressNodes nodes = nodes(PATIENCE)) {
      for (int i = 0; i < 6; i++) {
        assertThat(nodes.batch(request("key " + i), () -> true))
            .isInstanceOf(CallResult.Completed.class);
      }
    }
    assertThat(three).allMatch(ingress -> ingress.keys.size() == 2);
  }

  @Test
  void batchRefusedByOneNodeIsAcceptedByTheNextUnderTheSameKey() throws Exception {
    Ingress refusing = ingress(AWAY);
    Ingress accepting = ingress(OK);
    try (IngressNodes nodes = nodes(PATIENCE)) {
      assertThat(nodes.batch(request("the key"), () -> true))
          .isEqualTo(
              new CallResult.Completed<>(
                  new BatchResult("run", "worker", 1, 2, 3, 0, null), accepting.address()));
    }
    assertThat(refusing.keys).containsExactly("the key");
    assertThat(accepting.keys).containsExactly("the key");
    assertThat(refusing.bodies.getFirst()).contains("\"node\":\"restate-1\"");
    assertThat(accepting.bodies.getFirst()).contains("\"node\":\"restate-2\"");
  }

  @Test
  void batchIsAcceptedByTheNextNodeIfNobodyListens() throws Exception {
    Ingress dead = ingress(OK);
    Ingress accepting = ingress(OK);
    dead.server.stop(0);
    try (IngressNodes nodes = nodes(PATIENCE)) {
      assertThat(nodes.batch(request("key"), () -> true)).isInstanceOf(CallResult.Completed.class);
    }
    assertThat(accepting.keys).containsExactly("key");
  }

  @Test
  void failingNodeIsLeftOutForAWhileAndComesBack() throws Exception {
    Ingress failing = ingress(AWAY);
    Ingress working = ingress(OK);
    try (IngressNodes nodes = nodes(PATIENCE)) {
      for (int i = 0; i < 10; i++) {
        nodes.batch(request("key " + i), () -> true);
      }
      assertThat(failing.keys).hasSize(1);
      assertThat(working.keys).hasSize(10);

      failing.status = OK;
      Instant giveUpAt = Instant.now().plus(PATIENCE);
      while (failing.keys.size() < 3 && Instant.now().isBefore(giveUpAt)) {
        nodes.batch(request("later"), () -> true);
        Thread.sleep(50);
      }
      assertThat(failing.keys).hasSizeGreaterThanOrEqualTo(3);
    }
  }

  @Test
  void nodeThatComesBackWithinTheRetryTimeIsUsed() throws Exception {
    Ingress only = ingress(AWAY);
    only.failures = 3;
    try (IngressNodes nodes = nodes(PATIENCE)) {
      assertThat(nodes.batch(request("key"), () -> true)).isInstanceOf(CallResult.Completed.class);
    }
    assertThat(only.keys).containsExactly("key", "key", "key", "key");
  }

  @Test
  void allNodesDownIsReportedAfterTheRetryTime() throws Exception {
    ingress(AWAY);
    ingress(AWAY);
    Duration patience = Duration.ofSeconds(1);
    Instant before = Instant.now();
    try (IngressNodes nodes = nodes(patience)) {
      assertThat(nodes.batch(request("key"), () -> true))
          .isInstanceOfSatisfying(
              CallResult.Unreachable.class, gone -> assertThat(gone.reason()).contains("HTTP 503"));
    }
    assertThat(Duration.between(before, Instant.now()))
        .isBetween(patience, patience.plusSeconds(4));
  }

  @Test
  void batchIsAcceptedByTheNextNodeWithoutWaitingForItsResult() throws Exception {
    Ingress refusing = ingress(AWAY);
    Ingress accepting = ingress(OK);
    accepting.reply = "{\"invocationId\":\"inv_1\",\"status\":\"PreviouslyAccepted\"}";
    try (IngressNodes nodes = nodes(PATIENCE)) {
      assertThat(nodes.accept(request("key")))
          .isEqualTo(new CallResult.Completed<>(true, accepting.address()));
    }
    assertThat(refusing.paths).containsExactly("/classify-api/batch/send");
    assertThat(accepting.paths).containsExactly("/classify-api/batch/send");
    assertThat(accepting.keys).containsExactly("key");
  }

  @Test
  void batchThatNoNodeAcceptsIsReported() throws Exception {
    ingress(OK).silences = Integer.MAX_VALUE;
    try (IngressNodes nodes = nodes(PATIENCE)) {
      assertThat(nodes.accept(request("key"))).isInstanceOf(CallResult.Unreachable.class);
    }
  }

  @Test
  void serviceThatNoNodeKnowsIsReportedAfterTheRetryTime() throws Exception {
    ingress(404);
    ingress(404);
    try (IngressNodes nodes = nodes(Duration.ofSeconds(1))) {
      assertThat(nodes.describe())
          .isInstanceOfSatisfying(
              CallResult.Unreachable.class, gone -> assertThat(gone.reason()).contains("HTTP 404"));
    }
  }

  @Test
  void workersOfAnotherBuildAreReported() throws Exception {
    ingress(OK);
    try (IngressNodes nodes = nodes(PATIENCE)) {
      assertThat(nodes.describe())
          .isInstanceOfSatisfying(
              CallResult.Failed.class,
              failed -> assertThat(failed.reason()).contains("another build", "--build"));
    }
  }

  @Test
  void nodeThatDoesNotKnowTheServiceYetIsAskedAgain() throws Exception {
    Ingress started = ingress(404);
    started.failures = 2;
    try (IngressNodes nodes = nodes(PATIENCE)) {
      assertThat(nodes.batch(request("key"), () -> true)).isInstanceOf(CallResult.Completed.class);
    }
    assertThat(started.keys).hasSize(3);
  }

  @Test
  void errorInsideTheEngineIsTriedThreeTimes() throws Exception {
    Ingress broken = ingress(500);
    try (IngressNodes nodes = nodes(PATIENCE)) {
      assertThat(nodes.batch(request("key"), () -> true)).isInstanceOf(CallResult.Failed.class);
    }
    assertThat(broken.keys).hasSize(3);
  }

  @Test
  void killedBatchBeginsAnewUnderItsKey() throws Exception {
    Ingress restarting = ingress(KILLED);
    restarting.failures = 1;
    try (IngressNodes nodes = nodes(PATIENCE)) {
      assertThat(nodes.batch(request("key"), () -> true)).isInstanceOf(CallResult.Completed.class);
    }
    assertThat(restarting.keys).containsExactly("key", "key");
  }

  @Test
  void killedBatchOfAStoppedJobHasFailed() throws Exception {
    Ingress killing = ingress(KILLED);
    try (IngressNodes nodes = nodes(PATIENCE)) {
      assertThat(nodes.batch(request("key"), () -> false))
          .isInstanceOfSatisfying(
              CallResult.Failed.class, failed -> assertThat(failed.reason()).contains("killed"));
    }
    assertThat(killing.keys).containsExactly("key");
  }

  @Test
  void unansweredBatchIsRepeatedUnderItsKey() throws Exception {
    Ingress slow = ingress(OK);
    slow.silences = 2;
    try (IngressNodes nodes = nodes(PATIENCE)) {
      assertThat(nodes.batch(request("key"), () -> true)).isInstanceOf(CallResult.Completed.class);
    }
    assertThat(slow.keys).containsExactly("key", "key", "key");
  }

  @Test
  void batchThatWaitedLongerThanItsPatienceSurvivesTheEndOfItsNode() throws Exception {
    Duration patience = Duration.ofSeconds(1);
    try (ServerSocket ending = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      Ingress other = ingress(OK);
      List<URI> both =
          List.of(URI.create("http://127.0.0.1:" + ending.getLocalPort()), other.address());
      Thread.ofVirtual().start(() -> endAfter(ending, Duration.ofSeconds(3)));
      try (IngressNodes nodes =
          new IngressNodes(new IngressSettings(both, both, patience, patience, PATIENCE))) {
        assertThat(nodes.batch(request("key"), () -> true))
            .isInstanceOf(CallResult.Completed.class);
      }
      assertThat(other.keys).containsExactly("key");
    }
  }

  /// Takes one call, and then is gone.
  private static void endAfter(ServerSocket node, Duration time) {
    try (Socket call = node.accept()) {
      call.getInputStream().read();
      Thread.sleep(time);
      node.close();
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void unansweredExchangeIsClosedBeforeTheNext() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        IngressNodes nodes = nodes(URI.create("http://127.0.0.1:" + silent.getLocalPort()))) {
      silent.setSoTimeout((int) PATIENCE.toMillis());
      Thread caller = Thread.ofVirtual().start(() -> batchUntilInterrupted(nodes));
      try (Socket first = silent.accept();
          Socket second = silent.accept()) {
        first.setSoTimeout((int) PATIENCE.toMillis());
        // Ends only if the other side has closed it.
        assertThat(first.getInputStream().readAllBytes()).isNotEmpty();
        assertThat(second.isConnected()).isTrue();
      } finally {
        caller.interrupt();
      }
    }
  }

  @Test
  void batchThatRestateHasPausedIsReportedWithItsInvocation() throws Exception {
    Ingress silent = ingress(OK);
    silent.silences = Integer.MAX_VALUE;
    silent.paused = "{\"rows\":[{\"id\":\"inv_1\"}]}";
    try (IngressNodes nodes = nodes(PATIENCE)) {
      assertThat(nodes.batch(request("key"), () -> true))
          .isInstanceOfSatisfying(
              CallResult.Failed.class, failed -> assertThat(failed.reason()).contains("inv_1"));
    }
    assertThat(silent.keys).hasSize(1);
  }

  @Test
  void workersThatDoNotAnswerTheFirstCallAreReported() throws Exception {
    ingress(OK).silences = Integer.MAX_VALUE;
    try (IngressNodes nodes = nodes(PATIENCE)) {
      assertThat(nodes.describe())
          .isInstanceOfSatisfying(
              CallResult.Unreachable.class,
              gone -> assertThat(gone.reason()).contains("no worker"));
    }
  }

  private Ingress ingress(int status) throws IOException {
    Ingress ingress = new Ingress(status);
    ingresses.add(ingress);
    return ingress;
  }

  private IngressNodes nodes(Duration patience) {
    List<URI> addresses = ingresses.stream().map(Ingress::address).toList();
    return new IngressNodes(
        new IngressSettings(addresses, addresses, patience, patience, ATTACH_AFTER));
  }

  private static IngressNodes nodes(URI only) {
    return new IngressNodes(
        new IngressSettings(List.of(only), List.of(), PATIENCE, PATIENCE, ATTACH_AFTER));
  }

  private static void batchUntilInterrupted(IngressNodes nodes) {
    try {
      nodes.batch(request("key"), () -> true);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static BatchRequest request(String key) {
    return new BatchRequest(key, "job", 1, false, 0, 0, "run", null, List.of(), null, null);
  }

  /// An ingress that answers every call in the same way and notes its idempotency key.
  private static final class Ingress {

    private final List<String> keys = new CopyOnWriteArrayList<>();
    private final List<String> paths = new CopyOnWriteArrayList<>();
    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private volatile int status;

    /// Calls after which a failing ingress works.
    private volatile int failures = Integer.MAX_VALUE;

    /// Calls that are taken and never answered.
    private volatile int silences;

    private volatile String reply =
        """
        {"runId":"run","worker":"worker","classified":1,"unchanged":2,"rejected":3}
        """;

    /// What the admin API says of paused invocations.
    private volatile String paused = "{\"rows\":[]}";

    private Ingress(int status) throws IOException {
      this.status = status;
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext("/", this::answer);
      server.createContext("/query", call -> send(call, OK, paused));
      server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      server.start();
    }

    private URI address() {
      return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void answer(HttpExchange call) throws IOException {
      bodies.add(new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
      int answered = keys.size() < failures ? status : OK;
      paths.add(call.getRequestURI().getPath());
      keys.add(String.valueOf(call.getRequestHeaders().getFirst("idempotency-key")));
      if (keys.size() > silences) {
        send(
            call,
            answered,
            answered == KILLED
                ? "{\"code\":409,\"message\":\"killed\",\"source\":\"invocation\"}"
                : reply);
      }
    }

    private static void send(HttpExchange call, int status, String json) throws IOException {
      try (call) {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        call.getResponseHeaders().add("content-type", "application/json");
        call.sendResponseHeaders(status, body.length);
        call.getResponseBody().write(body);
      }
    }
  }
}
