package dev.classify.service.llm;

import java.time.Duration;

/// A call to a [BatchApi] failed.
public final class BatchApiFailure extends Exception {

  private static final long serialVersionUID = 1;

  private final Kind kind;
  private final transient Duration pause;

  /// @param message for people; it holds no key
  /// @param pause that the provider asks for before the next try
  public BatchApiFailure(Kind kind, String message, Duration pause) {
    super(message);
    this.kind = kind;
    this.pause = pause;
  }

  /// What follows from a failure.
  public enum Kind {
    /// The call had no effect; the next may succeed.
    AGAIN,
    /// The call may have had an effect.
    UNSURE,
    /// What was asked for does not exist.
    GONE,
    /// No such call can succeed before somebody changes something.
    NEVER
  }

  public Kind kind() {
    return kind;
  }

  public Duration pause() {
    return pause == null ? Duration.ZERO : pause;
  }

  public String problem() {
    return String.valueOf(getMessage());
  }
}
