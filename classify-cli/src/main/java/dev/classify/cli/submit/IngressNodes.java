package dev.classify.cli.submit;

import dev.classify.api.BatchRequest;
import dev.classify.api.BatchResult;
import dev.classify.api.WorkerDescription;
import dev.classify.local.restate.OutdatedJournals;
import dev.classify.local.restate.RestateAdmin;
import dev.classify.trace.OpenSpan;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/// The ingress nodes, called in turn. A node that fails is skipped for a while.
public final class IngressNodes implements AutoCloseable {

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
  private static final Duration AVOIDED_FOR = Duration.ofSeconds(3);
  private static final Duration PAUSE_WHEN_ALL_FAIL = Duration.ofMillis(300);

  /// Until a killed batch can be begun anew.
  private static final Duration PAUSE_AFTER_KILL = Duration.ofSeconds(1);

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT).build();
  private final List<IngressNode> nodes;
  private final RestateAdmin admin;
  private final OutdatedJournals outdated;
  private final IngressSettings settings;
  private final AtomicInteger turn = new AtomicInteger();

  public IngressNodes(IngressSettings settings) {
    this.settings = settings;
    HttpClient impatient = new ImpatientHttp(http, settings.attachAfter());
    this.nodes =
        settings.ingresses().stream()
            .map(ingress -> new IngressNode(settings.nodeName(ingress), ingress, impatient))
            .toList();
    this.admin = new RestateAdmin(settings.admins());
    this.outdated = new OutdatedJournals(settings.ingresses(), settings.admins());
  }

  /// Begins batches of another build anew, until the watch is closed.
  OutdatedJournals.Watch watchJournals() {
    return outdated.watch();
  }

  /// Has a batch carried out exactly once, through whichever node, and waits until it is stored.
  /// The batch names the node that it was given to first: Restate keeps the first request of a key.
  ///
  /// @param wanted whether to go on with a batch that was killed: its journal may have been of
  ///     another build, so that it has to begin anew
  CallResult<BatchResult> batch(BatchRequest request, BooleanSupplier wanted)
      throws InterruptedException {
    return call(
        (node, headers) ->
            node.client()
                .batchAsync(
                    request.through(node.name()),
                    options -> options.idempotencyKey(request.batchKey()).headers(headers)),
        settings.retryFor(),
        wanted,
        () ->
            admin
                .pausedInvocation(request.batchKey())
                .map(
                    id ->
                        new CallResult.Failed<>(
                            "Restate has paused %s; resume it in the admin UI".formatted(id))));
  }

  /// Has a batch accepted, through whichever node: Restate then carries it out without this
  /// process. [#batch] waits for its result.
  ///
  /// @return the node that took it, also if it was accepted before
  CallResult<Boolean> accept(BatchRequest request) throws InterruptedException {
    return call(
        (node, headers) ->
            node.client()
                .send()
                .batchAsync(
                    request.through(node.name()),
                    options -> options.idempotencyKey(request.batchKey()).headers(headers))
                .thenApply(_ -> true),
        settings.retryFor(),
        () -> true,
        () -> Optional.of(new CallResult.Unreachable<>("Restate does not accept a batch")));
  }

  /// Asks a worker how rows are answered.
  CallResult<WorkerDescription> describe() throws InterruptedException {
    return call(
        (node, _) -> node.client().describeAsync(),
        settings.firstCallRetryFor(),
        () -> true,
        () ->
            Optional.of(
                new CallResult.Unreachable<>(
                    "Restate accepted the call, but no worker has answered it")));
  }

  /// Decides what to do about a call that was accepted but not answered in time.
  private interface TimeoutHandler<T> {

    /// Empty if nothing is wrong: the call is repeated, which attaches to the first one.
    Optional<CallResult<T>> reply() throws InterruptedException;
  }

  private interface Call<T> {

    /// Sends it.
    ///
    /// @param headers by which the worker continues the trace
    CompletableFuture<T> through(IngressNode node, Map<String, String> headers);
  }

  private static <T> T answer(Call<T> call, IngressNode node)
      throws ExecutionException, InterruptedException {
    try (OpenSpan span = OpenSpan.beginCall("restate call").put("node", node.name())) {
      try {
        return call.through(node, span.headers()).get();
      } catch (ExecutionException failure) {
        Throwable cause = failure.getCause();
        span.failed(cause == null ? "failed" : cause.getClass().getSimpleName());
        throw failure;
      }
    }
  }

  private <T> CallResult<T> call(
      Call<T> call, Duration patience, BooleanSupplier wanted, TimeoutHandler<T> silence)
      throws InterruptedException {
    Instant giveUpAt = Instant.now().plus(patience);
    int tries = 0;
    while (true) {
      IngressNode node = next();
      Instant sent = Instant.now();
      try {
        return new CallResult.Completed<>(answer(call, node), node.ingress());
      } catch (ExecutionException e) {
        CallFailure refusal = CallFailure.of(e.getCause());
        if (refusal.timedOut()) {
          Optional<CallResult<T>> reply = silence.reply();
          if (reply.isPresent()) {
            return reply.get();
          }
          giveUpAt = Instant.now().plus(patience);
          continue;
        }
        if (refusal.attemptsMax() < CallFailure.UNLIMITED && ++tries >= refusal.attemptsMax()) {
          return refusal.refused()
              ? new CallResult.Refused<>(refusal.reason())
              : new CallResult.Failed<>(refusal.reason());
        }
        if (refusal.killed()) {
          Thread.sleep(PAUSE_AFTER_KILL);
          if (!wanted.getAsBoolean()) {
            return new CallResult.Failed<>(refusal.reason());
          }
          continue;
        }
        Instant failed = Instant.now();
        if (refusal.brokenOff() && failed.isAfter(sent.plus(CONNECT_TIMEOUT))) {
          // The call waited for its result until the node ended, so nothing has failed before.
          giveUpAt = failed.plus(patience);
        }
        if (failed.isAfter(giveUpAt)) {
          return new CallResult.Unreachable<>(node.ingress() + ": " + refusal.reason());
        }
        node.avoidUntil(Instant.now().plus(AVOIDED_FOR));
        if (nodes.stream().allMatch(other -> other.avoided(Instant.now()))) {
          Thread.sleep(PAUSE_WHEN_ALL_FAIL);
        }
      }
    }
  }

  /// The next node that is not avoided; if all are avoided, simply the next one.
  private IngressNode next() {
    int start = Math.floorMod(turn.getAndIncrement(), nodes.size());
    Instant now = Instant.now();
    for (int i = 0; i < nodes.size(); i++) {
      IngressNode node = nodes.get((start + i) % nodes.size());
      if (!node.avoided(now)) {
        return node;
      }
    }
    return nodes.get(start);
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
