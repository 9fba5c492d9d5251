package dev.classify.local.process;

/// The state of one program.
///
/// @param pid of the program itself, 0 while there is none
/// @param restarts since the stack started
public record ComponentStatus(String name, State state, long pid, int port, int restarts) {

  /// The life of a program, in its usual order.
  public enum State {
    WAITING,
    STARTING,
    READY,
    RESTARTING,
    /// Kept down by a command, until a command starts it.
    HELD,
    FAILED,
    STOPPED
  }
}
