package dev.classify.exit;

/// The exit codes of commands.
public final class ExitCode {

  /// Everything is done.
  public static final int DONE = 0;

  /// Some of it is not done, or something that the command needs does not work; the output says
  /// what.
  public static final int PARTIAL = 1;

  /// The command line, the input or a setting is wrong, or there is nothing to do.
  public static final int USAGE = 2;

  /// The job is paused, because its model failed for longer than it may.
  public static final int PAUSED = 3;

  /// The rows are handed over, and the workers continue without the command.
  public static final int HANDED_OVER = 4;

  private ExitCode() {}
}
