package dev.classify.cli.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.classify.access.Role;
import dev.classify.cli.bench.TypicalCalls.KnownIds;
import dev.classify.store.access.MachineTokens;
import java.io.IOException;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/// Calls every operation that reads, from several callers at once, and measures the answers.
public final class PageTrial {

  /// A caller may send 600 requests a minute.
  private static final Duration INTERVAL = Duration.ofMillis(105);

  private final DataSource database;
  private final URI api;

  /// @param database where the callers get their tokens
  /// @param api address of a worker
  public PageTrial(DataSource database, URI api) {
    this.database = database;
    this.api = api;
  }

  /// The measured operations, and those that no call is known for.
  public record Result(List<OperationLatency> measured, List<String> skipped) {

    public Result {
      measured = List.copyOf(measured);
      skipped = List.copyOf(skipped);
    }
  }

  /// Measures.
  ///
  /// @param callers at the same time
  /// @param rounds how often each caller makes each call
  public Result run(int callers, int rounds)
      throws IOException, InterruptedException, SQLException {
    List<String> operations;
    List<ApiCall> calls;
    try (ApiCaller first = caller("first")) {
      operations = ApiOperations.gets(first.text("/api/v1/openapi.yaml"));
      calls = TypicalCalls.of(operations, ids(first));
    }
    List<OperationLatency.Sample> samples = measured(calls, callers, rounds);
    List<OperationLatency> measured =
        samples.stream()
            .collect(Collectors.groupingBy(sample -> sample.call().operation()))
            .values()
            .stream()
            .map(OperationLatency::of)
            .sorted(java.util.Comparator.comparing(OperationLatency::operation))
            .toList();
    List<String> skipped =
        operations.stream()
            .filter(operation -> measured.stream().noneMatch(m -> m.operation().equals(operation)))
            .toList();
    return new Result(measured, skipped);
  }

  /// @param name requests are counted by it
  private ApiCaller caller(String name) throws SQLException {
    MachineTokens.Created token =
        new MachineTokens(database)
            .create("bench page " + name, Role.REVIEWER, Duration.ofHours(1));
    return new ApiCaller(api, token.secret());
  }

  private static KnownIds ids(ApiCaller caller) throws IOException, InterruptedException {
    List<String> indicators = new ArrayList<>();
    for (String list :
        List.of("results?limit=3", "results?answeredBy=person&limit=2", "review?limit=2")) {
      for (JsonNode row : caller.json("/api/v1/" + list).path("items")) {
        indicators.add(row.path("indicatorId").asText());
      }
    }
    List<String> requests = new ArrayList<>();
    String latest = caller.json("/api/v1/jobs?limit=1").path("items").path(0).path("job").asText();
    for (JsonNode row :
        caller.json("/api/v1/requests?limit=3&job=" + ApiCall.encoded(latest)).path("items")) {
      requests.add(row.path("request").asText());
    }
    return new KnownIds(List.copyOf(indicators), List.copyOf(requests));
  }

  private List<OperationLatency.Sample> measured(List<ApiCall> calls, int callers, int rounds)
      throws InterruptedException, SQLException {
    List<ApiCaller> open = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(callers)) {
      List<Future<List<OperationLatency.Sample>>> running = new ArrayList<>();
      for (int i = 0; i < callers; i++) {
        ApiCaller caller = caller(Integer.toString(i));
        open.add(caller);
        Random order = new Random(i);
        running.add(threads.submit(() -> repeated(caller, calls, rounds, order)));
      }
      List<OperationLatency.Sample> samples = new ArrayList<>();
      for (Future<List<OperationLatency.Sample>> caller : running) {
        samples.addAll(caller.get());
      }
      return samples;
    } catch (ExecutionException fault) {
      throw fault.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException(fault.getCause());
    } finally {
      open.forEach(ApiCaller::close);
    }
  }

  /// Every caller makes the calls in another order, so that equal ones do not meet.
  private static List<OperationLatency.Sample> repeated(
      ApiCaller caller, List<ApiCall> calls, int rounds, Random order)
      throws IOException, InterruptedException {
    List<OperationLatency.Sample> samples = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      List<ApiCall> shuffled = new ArrayList<>(calls);
      Collections.shuffle(shuffled, order);
      for (ApiCall call : shuffled) {
        Duration time = caller.time(call);
        samples.add(new OperationLatency.Sample(call, time));
        Thread.sleep(INTERVAL.minus(time).isNegative() ? Duration.ZERO : INTERVAL.minus(time));
      }
    }
    return samples;
  }
}
