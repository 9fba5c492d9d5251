package dev.classify.local.process;

/// What one program is doing.
///
/// @param pid of the program itself, 0 while there is none
/// @param restarts how often it was started again since the stack started
public record ComponentStatus(String name, State state, long pid, int port, int restarts) {

  /// The life of a program, in its usual order.
  public enum State {
    WAITING,
    STARTING,
    READY,
    RESTARTING,
    /// Down because a command wants it so, until a command starts it.
    HELD,
    FAILED,
    STOPPED
  }
}
