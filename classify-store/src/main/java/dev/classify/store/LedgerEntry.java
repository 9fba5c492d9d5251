package dev.classify.store;

/// Whether an LLM request may be sent.
public sealed interface LedgerEntry {

  /// It stands in the ledger now and is to be sent.
  record Entered() implements LedgerEntry {}

  /// It stood there already: an earlier try entered it and died, before or after it sent it.
  record EnteredBefore() implements LedgerEntry {}

  /// Its job is stopped: nothing was entered.
  record JobStopped(String reason) implements LedgerEntry {}
}
