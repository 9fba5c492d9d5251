package dev.classify.service.claims;

import dev.classify.service.send.SharedWatch;
import dev.classify.service.send.StepTime;
import dev.classify.service.send.StillWaiting;
import dev.classify.service.send.WorkerClock;
import dev.classify.store.claims.ContentWaits;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The batches of a worker that wait for contents which other batches ask about.
final class ClaimWatch {

  static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  /// Looks at the waits of these batches; see [ContentWaits#look].
  interface Look {
    List<ContentWaits.Wait> at(Collection<String> batchKeys) throws SQLException;
  }

  private final SharedWatch<String, Optional<String>> watch;

  ClaimWatch(Look look, WorkerClock clock) {
    this.watch = new SharedWatch<>(batchKeys -> ends(look, batchKeys), LOOK_EVERY, clock);
  }

  /// Waits until the wait that is recorded for a batch is over.
  ///
  /// @param waitsFor for people
  /// @return why its job was stopped; empty if it was not
  Optional<String> await(String batchKey, String waitsFor, StepTime time)
      throws StillWaiting, SQLException, InterruptedException {
    return watch.await(batchKey, waitsFor, time);
  }

  private static Map<String, Optional<String>> ends(Look look, Set<String> batchKeys)
      throws SQLException {
    Map<String, Optional<String>> ends = new HashMap<>();
    batchKeys.forEach(batchKey -> ends.put(batchKey, Optional.empty()));
    for (ContentWaits.Wait wait : look.at(batchKeys)) {
      if (wait.over() || wait.stopReason() != null) {
        ends.put(wait.batchKey(), Optional.ofNullable(wait.stopReason()));
      } else {
        ends.remove(wait.batchKey());
      }
    }
    return ends;
  }
}
