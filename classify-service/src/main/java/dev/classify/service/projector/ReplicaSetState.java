package dev.classify.service.projector;

import dev.classify.api.Membership.Phase;
import dev.classify.api.ReplicaSetTiming;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the coordinator keeps about a replica set between two calls. Times are milliseconds since
/// 1970.
///
/// @param generation 0 before the first
/// @param partitions of this generation
/// @param phase of this generation
/// @param coordinatingSince when the last generation began
/// @param members in the order in which they joined
/// @param gatherUntil when the next generation begins; null if nothing asks for one
/// @param sweepAt the earliest timer that is set; null for none
/// @param timing of the last heartbeat; null before the first
/// @param database that the members work on; null before the first says so
record ReplicaSetState(
    long generation,
    int partitions,
    Phase phase,
    long coordinatingSince,
    List<Member> members,
    @Nullable Long gatherUntil,
    @Nullable Long sweepAt,
    @Nullable ReplicaSetTiming timing,
    @Nullable String database) {

  static final ReplicaSetState EMPTY =
      new ReplicaSetState(0, 0, Phase.GATHERING, 0, List.of(), null, null, null, null);

  ReplicaSetState {
    members = List.copyOf(members);
  }

  /// One projector.
  ///
  /// @param worker its id
  /// @param name for people
  /// @param lastBeat its last heartbeat
  /// @param partition in the current generation; null if that began without it
  /// @param acknowledged the generation for which it has stopped all work of older ones
  record Member(
      String worker, String name, long lastBeat, @Nullable Integer partition, long acknowledged) {

    Member alive(long now, long acknowledges) {
      return new Member(worker, name, now, partition, acknowledges);
    }

    Member in(@Nullable Integer newPartition) {
      return new Member(worker, name, lastBeat, newPartition, acknowledged);
    }
  }

  Optional<Member> member(String worker) {
    return members.stream().filter(each -> each.worker().equals(worker)).findFirst();
  }

  /// Whether a partition of the current generation has lost its projector.
  boolean lostPartition() {
    return members.stream().filter(each -> each.partition() != null).count() < partitions;
  }
}
