package dev.classify.store.projections;

import com.fasterxml.jackson.databind.JsonNode;
import dev.classify.store.events.Event;
import java.util.Arrays;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// Rows, requests, latency, tokens and spend per minute and model. Rules and people count as
/// models, and so does nobody, for rejected rows.
public final class ThroughputProjection implements Projection {

  /// Upper bounds of the buckets of latencies; the last one takes everything above.
  public static final List<Integer> BUCKETS_MS =
      List.of(
          100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000, Integer.MAX_VALUE);

  private static final List<String> SUMS =
      List.of(
          "rows_answered bigint",
          "rows_rejected bigint",
          "requests bigint",
          "requests_answered bigint",
          "requests_throttled bigint",
          "tokens_in bigint",
          "tokens_cached bigint",
          "tokens_cache_write bigint",
          "tokens_out bigint",
          "cost_usd numeric",
          "latency_ms bigint");

  private static final CountTable THROUGHPUT =
      new CountTable("throughput_counts", List.of("minute timestamptz", "model text"), SUMS);

  private static final CountTable LATENCY =
      new CountTable(
          "latency_counts",
          List.of("minute timestamptz", "model text", "up_to_ms integer"),
          List.of("requests bigint"));

  private static final int ROWS_ANSWERED = 0;
  private static final int ROWS_REJECTED = 1;
  private static final int REQUESTS = 2;
  private static final int REQUESTS_ANSWERED = 3;
  private static final int REQUESTS_THROTTLED = 4;
  private static final int TOKENS = 5;
  private static final int COST = 9;
  private static final int LATENCY_MS = 10;

  private static final List<String> TOKEN_KINDS =
      Arrays.asList("tokens_in", "tokens_cached", "tokens_cache_write", "tokens_out");

  @Override
  public String name() {
    return "throughput";
  }

  @Override
  public int version() {
    return 2;
  }

  @Override
  public List<String> tables() {
    return List.of(THROUGHPUT.name(), LATENCY.name());
  }

  @Override
  public void apply(Handle handle, EventBatch batch) {
    CountTable.Additions throughput = THROUGHPUT.additions();
    CountTable.Additions latency = LATENCY.additions();
    for (Event event : batch.events()) {
      String minute = EventFields.minute(event.at());
      String model = EventFields.answeredBy(event.payload());
      switch (event.kind()) {
        case ANSWERED -> throughput.add(List.of(minute, model), ROWS_ANSWERED, 1);
        case REJECTED -> throughput.add(List.of(minute, "nobody"), ROWS_REJECTED, 1);
        case CORRECTED -> throughput.add(List.of(minute, "people"), ROWS_ANSWERED, 1);
        case LLM_REQUEST -> request(throughput, latency, minute, model, event.payload());
      }
    }
    throughput.write(handle, batch);
    latency.write(handle, batch);
  }

  /// A request that was taken for interrupted, and then answered, ended twice: it counts once, and
  /// its tokens and cost come with the answer.
  private static void request(
      CountTable.Additions throughput,
      CountTable.Additions latency,
      String minute,
      String model,
      JsonNode payload) {
    List<String> key = List.of(minute, model);
    throughput.add(key, REQUESTS, payload.path("ended_before").isTextual() ? 0 : 1);
    if ("throttled".equals(EventFields.text(payload.path("outcome")))) {
      throughput.add(key, REQUESTS_THROTTLED, 1);
    }
    for (int i = 0; i < TOKEN_KINDS.size(); i++) {
      throughput.add(key, TOKENS + i, EventFields.number(payload.path(TOKEN_KINDS.get(i))));
    }
    throughput.add(key, COST, EventFields.amount(payload.path("cost_usd")));
    // The latency of a request in a file is that of the file.
    if (payload.path("answered").asBoolean()) {
      throughput.add(key, REQUESTS_ANSWERED, 1);
      if (!payload.path("in_file").asBoolean()) {
        long millis = EventFields.number(payload.path("latency_ms"));
        throughput.add(key, LATENCY_MS, millis);
        latency.add(List.of(minute, model, String.valueOf(bucket(millis))), 0, 1);
      }
    }
  }

  private static int bucket(long millis) {
    return BUCKETS_MS.stream()
        .filter(bound -> millis <= bound)
        .findFirst()
        .orElse(Integer.MAX_VALUE);
  }
}
