package dev.classify.store.ledger;

import java.time.Duration;

/// The ledger's reply to an LLM request that is about to be sent.
public sealed interface LedgerEntry {

  /// The request is in the ledger and may be sent.
  record Entered() implements LedgerEntry {}

  /// An earlier try had entered it and died, before or after it sent the request.
  record EnteredBefore() implements LedgerEntry {}

  /// The job is stopped; nothing was entered by this try.
  record JobStopped(String reason) implements LedgerEntry {}

  /// The provider accepts no requests to the model for this long; nothing was entered by this try.
  record Held(Duration left) implements LedgerEntry {}

  /// The cost cap has no room until requests in flight end.
  record NoRoomYet() implements LedgerEntry {}
}
