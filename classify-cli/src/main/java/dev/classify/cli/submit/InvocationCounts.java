package dev.classify.cli.submit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.classify.local.restate.RestateAdmin;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Counts the batches of all jobs by what Restate does with them.
public final class InvocationCounts {

  /// Restate's status `backing-off` is *retrying* here; `pending`, `ready` and `scheduled` are
  /// *waiting*. Batches that succeeded are not counted. Those that failed are known to Restate for
  /// as long as it keeps journals.
  public static final List<String> STATES =
      List.of("waiting", "running", "suspended", "retrying", "paused", "failed");

  private static final String SELECT =
      """
      select case status when 'running' then 'running' when 'suspended' then 'suspended'
               when 'backing-off' then 'retrying' when 'paused' then 'paused'
               when 'completed' then 'failed' else 'waiting' end as state,
             count(*) as batches, to_unixtime(now()) - to_unixtime(min(created_at)) as oldest
        from sys_invocation
       where target_handler_name = 'batch'
         and (status <> 'completed' or completion_result = 'failure')
       group by 1
      """;

  private InvocationCounts() {}

  /// The batches in one state.
  ///
  /// @param oldest since the oldest of them was submitted; zero if there are none
  public record Count(String state, long batches, Duration oldest) {}

  /// One count for each of [#STATES]; empty if no node answers.
  ///
  /// @param admins admin addresses of the nodes
  public static Optional<List<Count>> of(List<URI> admins) {
    return new RestateAdmin(admins).query(SELECT).map(InvocationCounts::counts);
  }

  static List<Count> counts(JsonNode rows) {
    Map<String, Count> found = new LinkedHashMap<>();
    STATES.forEach(state -> found.put(state, new Count(state, 0, Duration.ZERO)));
    for (JsonNode row : rows) {
      String state = row.path("state").asText();
      found.put(
          state,
          new Count(
              state,
              row.path("batches").asLong(),
              Duration.ofSeconds(Math.max(row.path("oldest").asLong(), 0))));
    }
    return new ArrayList<>(found.values());
  }
}
