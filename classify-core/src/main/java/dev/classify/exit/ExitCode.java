package dev.classify.exit;

/// The exit codes of commands.
public final class ExitCode {

  /// Everything that was asked for is done.
  public static final int DONE = 0;

  /// Some of it is not done; the output says what.
  public static final int PARTIAL = 1;

  /// The command is wrong as given, or there is nothing to do.
  public static final int USAGE = 2;

  private ExitCode() {}
}
