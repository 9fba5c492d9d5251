package dev.classify.store.ledger;

import java.time.Duration;

/// Whether an LLM request may be sent.
public sealed interface LedgerEntry {

  /// It stands in the ledger now and is to be sent.
  record Entered() implements LedgerEntry {}

  /// It stood there already: an earlier try entered it and died, before or after it sent it.
  record EnteredBefore() implements LedgerEntry {}

  /// Its job is stopped: nothing was entered.
  record JobStopped(String reason) implements LedgerEntry {}

  /// The provider wants no requests to the model for so long: nothing was entered.
  record Held(Duration left) implements LedgerEntry {}

  /// The budget of its job is taken by requests under way, which may turn out to cost less.
  record NoRoomYet() implements LedgerEntry {}
}
