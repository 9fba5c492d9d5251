package dev.classify.store.ledger;

import java.time.Duration;

/// The ledger's reply to an LLM request that is about to be sent. Only [Entered] lets it be sent;
/// nothing was entered by this try with the others.
public sealed interface LedgerEntry {

  /// The request is in the ledger and may be sent.
  record Entered() implements LedgerEntry {}

  /// An earlier try was answered.
  ///
  /// @param reply as it was kept, JSON
  record AnsweredBefore(String reply) implements LedgerEntry {}

  /// An earlier try was sent and has no result yet: its worker waits for it, or has died.
  ///
  /// @param left until the request has ended in any case
  record InFlight(Duration left) implements LedgerEntry {}

  /// Another try has stored the batch of rows, and so needs no replies any more.
  record BatchStored() implements LedgerEntry {}

  /// The job is stopped.
  record JobStopped(String reason) implements LedgerEntry {}

  /// The job is paused until somebody resumes it.
  record JobPaused(String reason) implements LedgerEntry {}

  /// The provider accepts no requests to the model for this long.
  record Held(Duration left) implements LedgerEntry {}

  /// The cost cap has no room until requests in flight end.
  record NoRoomYet() implements LedgerEntry {}
}
