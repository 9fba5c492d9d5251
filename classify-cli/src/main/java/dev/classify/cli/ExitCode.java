package dev.classify.cli;

/// What a command's exit code says.
public final class ExitCode {

  /// Everything that was asked for is done.
  public static final int DONE = 0;

  /// Some of it is not; what, stands in the output.
  public static final int PARTIAL = 1;

  /// The command makes no sense as given, or there is nothing to do.
  public static final int USAGE = 2;

  private ExitCode() {}
}
