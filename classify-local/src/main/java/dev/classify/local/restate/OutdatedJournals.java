package dev.classify.local.restate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.classify.local.http.Http;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Begins invocations anew whose journals are of another build.
///
/// A journal holds the steps of the build that began the invocation. If the steps of the present
/// workers differ, each try ends in a journal mismatch (570), and Restate would try for ever. Such
/// an invocation is killed, and its request is sent again with its idempotency key. Restate derives
/// the id of an invocation from its key, so it stays the same: a batch finds the replies of a model
/// that its earlier invocation has paid for. A command that waits for the result calls again too.
public final class OutdatedJournals {

  private static final Logger log = LoggerFactory.getLogger(OutdatedJournals.class);

  /// Restate's code of a journal mismatch.
  private static final String MISMATCH = "RT0016";

  /// While workers are replaced one by one, a batch may reach one of its own build at the next try.
  private static final int TRIES_MIN = 3;

  private static final Duration INTERVAL = Duration.ofSeconds(5);

  /// Longer than Restate's longest pause between two tries.
  private static final Duration SETTLE_TIMEOUT = Duration.ofSeconds(8);

  private static final Duration SETTLE_INTERVAL = Duration.ofSeconds(1);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration SEND_TIMEOUT = Duration.ofSeconds(5);

  private final List<URI> ingresses;
  private final List<URI> admins;
  private final RestateAdmin admin;

  /// @param ingresses addresses of the nodes
  /// @param admins their admin addresses
  public OutdatedJournals(List<URI> ingresses, List<URI> admins) {
    this.ingresses = List.copyOf(ingresses);
    this.admins = List.copyOf(admins);
    this.admin = new RestateAdmin(admins);
  }

  /// Begins them anew whenever there are some, until it is closed.
  public final class Watch implements AutoCloseable {

    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread =
        Thread.ofVirtual().name("outdated-journals").unstarted(this::repeat);

    private void repeat() {
      try {
        while (!closed.await(INTERVAL.toMillis(), TimeUnit.MILLISECONDS)) {
          restart(() -> closed.getCount() > 0);
        }
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }

    /// Waits for an invocation that is being begun anew: one that is killed has to be sent again.
    @Override
    public void close() {
      closed.countDown();
      try {
        thread.join(CLOSE_TIMEOUT);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }
  }

  public Watch watch() {
    Watch watch = new Watch();
    watch.thread.start();
    return watch;
  }

  /// Begins them anew after the workers were replaced: looks until each invocation that failed has
  /// been tried again, or has none to fear.
  ///
  /// @return how many
  public int settle() throws InterruptedException {
    Instant end = Instant.now().plus(SETTLE_TIMEOUT);
    int restarted = restart(() -> true);
    while (anyFails() && Instant.now().isBefore(end)) {
      Thread.sleep(SETTLE_INTERVAL);
      restarted += restart(() -> true);
    }
    return restarted;
  }

  private boolean anyFails() {
    return !rows("select id from sys_invocation_state where retry_count > 0 limit 1").isEmpty();
  }

  /// Begins those anew that fail at present, as long as the caller wants it.
  private int restart(BooleanSupplier wanted) throws InterruptedException {
    // Only the state of invocations that run is searched, which the nodes have in memory.
    JsonNode failing =
        rows(
            """
            select id from sys_invocation_state
             where last_failure_error_code = '%s' and not in_flight and retry_count >= %d
            """
                .formatted(MISMATCH, TRIES_MIN));
    if (failing.isEmpty()) {
      return 0;
    }
    int restarted = 0;
    try (InvocationKill kill = new InvocationKill(admins)) {
      for (JsonNode row : failing) {
        restarted += wanted.getAsBoolean() && restart(row.path("id").asText(), kill) ? 1 : 0;
      }
    }
    if (restarted > 0) {
      log.warn("invocations={} of another build begun anew", restarted);
    }
    return restarted;
  }

  /// One at a time, because their requests may be large. Only who has killed it sends it again.
  private boolean restart(String id, InvocationKill kill) throws InterruptedException {
    // The state is looked at again, because somebody else may have begun it anew by now.
    JsonNode found =
        rows(
            """
            select i.target, i.idempotency_key, encode(j.raw, 'base64') as input
              from sys_invocation i join sys_journal j on i.id = j.id
             where i.id = '%1$s' and j.id = '%1$s' and j.index = 0
               and i.status = 'backing-off' and i.last_failure_error_code = '%2$s'
               and i.target_service_name = 'classify-api' and i.idempotency_key is not null
            """
                .formatted(id, MISMATCH));
    if (found.isEmpty()) {
      return false;
    }
    JsonNode invocation = found.get(0);
    String body = InputEntry.body(Base64.getDecoder().decode(invocation.path("input").asText()));
    // A call without a body asks a question, and its caller repeats it.
    return kill.kill(id)
        && (body.isEmpty()
            || send(
                invocation.path("target").asText(),
                invocation.path("idempotency_key").asText(),
                body));
  }

  private boolean send(String target, String key, String body) {
    for (URI ingress : ingresses) {
      try {
        int status =
            Http.post(
                    ingress.resolve("/" + target + "/send"),
                    body,
                    SEND_TIMEOUT,
                    Map.of("idempotency-key", key))
                .status();
        if (status < 300) {
          return true;
        }
      } catch (IOException _) {
        // The next node can do the same.
      }
    }
    log.error("key={} was killed, but no node accepts it again; fix: run its job again", key);
    return false;
  }

  /// None where no node answers.
  private JsonNode rows(String sql) {
    Optional<JsonNode> rows = admin.query(sql);
    return rows.orElseGet(JsonNodeFactory.instance::arrayNode);
  }
}
