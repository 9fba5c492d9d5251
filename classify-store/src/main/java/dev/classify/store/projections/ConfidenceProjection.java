package dev.classify.store.projections;

import dev.classify.store.events.Event;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// How the confidences of the answers of each job are distributed. All answers count, also those
/// that a later one has replaced: the view `job_drift` compares jobs.
public final class ConfidenceProjection implements Projection {

  /// Shows the thresholds 0.6 and 0.8 as edges.
  public static final int BINS = 20;

  private static final CountTable COUNTS =
      new CountTable(
          "confidence_counts",
          List.of("job_id text", "decided_by text", "bin integer"),
          List.of("answers bigint"));

  @Override
  public String name() {
    return "confidence";
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
      if (event.kind() == Event.Kind.ANSWERED) {
        counts.add(
            List.of(
                EventFields.text(event.jobId()),
                EventFields.text(event.payload().path("by")),
                String.valueOf(bin(event.payload().path("confidence").asDouble()))),
            0,
            1);
      }
    }
    counts.write(handle, batch);
  }

  private static int bin(double confidence) {
    return Math.clamp((long) (confidence * BINS), 0, BINS - 1);
  }
}
