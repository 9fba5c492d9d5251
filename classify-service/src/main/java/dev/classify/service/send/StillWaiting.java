package dev.classify.service.send;

/// The step has waited as long as a step may. Restate tries it again, which adds nothing to the
/// journal; what was answered is kept in the ledger.
public final class StillWaiting extends Exception {

  private static final long serialVersionUID = 1;

  StillWaiting(String message) {
    super(message);
  }
}
