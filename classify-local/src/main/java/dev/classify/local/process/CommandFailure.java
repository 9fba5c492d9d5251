package dev.classify.local.process;

/// Why something of the stack cannot be started, and what the user can do about it.
///
/// Its message is meant for the user's eyes as it is; there is nothing a retry would cure.
public final class CommandFailure extends Exception {

  private static final long serialVersionUID = 1;

  /// Puts the two into one message.
  ///
  /// @param fault what is wrong, with the lines of a log where they tell more
  /// @param mend what to do about it
  public CommandFailure(String fault, String mend) {
    this(fault + "\nmend: " + mend);
  }

  /// Repeats what was said before.
  ///
  /// @param message fault and mend as another process has put them
  public CommandFailure(String message) {
    super(message);
  }
}
