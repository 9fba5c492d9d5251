package dev.classify.store.projections;

import com.fasterxml.jackson.databind.JsonNode;
import dev.classify.store.events.Event;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// How rows and requests are distributed over Restate nodes and workers, by job.
public final class DistributionProjection implements Projection {

  private static final CountTable COUNTS =
      new CountTable(
          "distribution_counts",
          List.of("job_id text", "node text", "worker text"),
          List.of("rows_answered bigint", "rows_rejected bigint", "requests bigint"));

  @Override
  public String name() {
    return "distribution";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public List<String> tables() {
    return List.of(COUNTS.name());
  }

  @Override
  public void apply(Handle handle, EventBatch batch) {
    CountTable.Additions counts = COUNTS.additions();
    for (Event event : batch.events()) {
      JsonNode payload = event.payload();
      List<String> key =
          List.of(
              EventFields.text(event.jobId()),
              EventFields.text(payload.path("node")),
              EventFields.text(payload.path("worker")));
      switch (event.kind()) {
        case ANSWERED -> counts.add(key, 0, 1);
        case REJECTED -> counts.add(key, 1, 1);
        case LLM_REQUEST -> counts.add(key, 2, payload.path("ended_before").isTextual() ? 0 : 1);
        case CORRECTED -> {}
      }
    }
    counts.write(handle, batch);
  }
}
