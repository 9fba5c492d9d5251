package dev.classify.api;

import dev.restate.sdk.ObjectContext;
import dev.restate.sdk.SharedObjectContext;
import dev.restate.sdk.annotation.Handler;
import dev.restate.sdk.annotation.Name;
import dev.restate.sdk.annotation.Shared;
import dev.restate.sdk.annotation.VirtualObject;

/// Who projects which partition: one object for each replica set of projectors, whose key is the
/// name of the set. Restate runs one call for a key at a time.
///
/// There is no call to join and none to acknowledge: every heartbeat says all that its sender
/// knows. So a lost call needs no repair, and a projector that was given up joins again by itself.
@VirtualObject
@Name("projector-coordinator")
public interface ReplicaSetApi {

  /// Says that a projector lives, and what it has done about the current generation.
  @Handler
  Membership beat(ObjectContext context, SignOfLife sign);

  /// Gives the partition of a projector that stops to the others.
  @Handler
  void leave(ObjectContext context, SignOfLife sign);

  /// Looks at what time has brought, such as a projector without a heartbeat. The object calls
  /// it itself, as its timer.
  ///
  /// @param dueAt when it was to run, in milliseconds since 1970
  @Handler
  void sweep(ObjectContext context, long dueAt);

  /// The set as it is now; changes nothing.
  @Shared
  @Handler
  ReplicaSetStatus status(SharedObjectContext context);
}
