package dev.classify.web.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import dev.classify.store.cluster.ClusterReports;
import dev.classify.web.http.Json;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The newest report about Restate, which no worker reaches.
///
/// @param askedAt when somebody wanted a newer one last; null if nobody has
/// @param pending whether that one is not there yet
/// @param madeAt when the report was made; null, like what follows, without one
/// @param ageSeconds of the report
record RestateReport(
    @Nullable Instant askedAt,
    @Nullable String askedBy,
    boolean pending,
    @Nullable Instant madeAt,
    @Nullable Long ageSeconds,
    @Nullable JsonNode report) {

  private static final RestateReport NONE = new RestateReport(null, null, false, null, null, null);

  static RestateReport of(Optional<ClusterReports.State> state) {
    return state.map(RestateReport::of).orElse(NONE);
  }

  private static RestateReport of(ClusterReports.State state) {
    return new RestateReport(
        state.askedAt(),
        state.askedBy(),
        state.pending(),
        state.madeAt(),
        state.ageSeconds(),
        state.report() == null ? null : Json.read(state.report()));
  }
}
