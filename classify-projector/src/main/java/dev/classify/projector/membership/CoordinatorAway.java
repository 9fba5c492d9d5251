package dev.classify.projector.membership;

/// The coordinator gives no answer, or refuses the call.
public final class CoordinatorAway extends Exception {

  private static final long serialVersionUID = 1;

  private final boolean refused;

  /// @param refused whether it answered, and does not want this projector
  public CoordinatorAway(String reason, boolean refused) {
    super(reason);
    this.refused = refused;
  }

  boolean refused() {
    return refused;
  }
}
