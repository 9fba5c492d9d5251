package dev.classify.projector.membership;

import dev.classify.api.Membership;
import dev.classify.api.SignOfLife;

/// The coordinator of a replica set, over whatever network.
public interface Coordinator {

  /// Sends a heartbeat.
  ///
  /// @throws CoordinatorAway if it does not answer; the next heartbeat may reach it
  Membership beat(SignOfLife sign) throws CoordinatorAway, InterruptedException;

  /// Leaves the set, so that the others need not wait until this projector is stale.
  ///
  /// @throws CoordinatorAway if it does not answer
  void leave(SignOfLife sign) throws CoordinatorAway, InterruptedException;
}
