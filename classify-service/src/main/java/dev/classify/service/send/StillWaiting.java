package dev.classify.service.send;

/// The step has waited as long as a step may, or another try of it was faster. Restate tries it
/// again, which adds nothing to the journal; what was answered is kept in the ledger.
public final class StillWaiting extends Exception {

  private static final long serialVersionUID = 1;

  StillWaiting(String message) {
    super(message);
  }

  /// Two tries overlap, as after a restart of Restate, and the other one has stored the batch. The
  /// next try finds that.
  public static StillWaiting batchStored() {
    return new StillWaiting("another try of the step has stored its batch");
  }
}
