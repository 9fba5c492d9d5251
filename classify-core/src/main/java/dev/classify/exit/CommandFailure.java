package dev.classify.exit;

import org.jspecify.annotations.Nullable;

/// A command cannot do what it was asked to do, and a retry would not help: what is wrong, how the
/// user fixes it, and the exit code.
///
/// Thrown from anywhere below a command and printed in one place. It is for what users, files and
/// machines get wrong; programming errors are other exceptions.
public final class CommandFailure extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final String problem;
  private final String fix;
  private final int exitCode;

  private CommandFailure(String problem, String fix, int exitCode, @Nullable Throwable cause) {
    super(fix.isEmpty() ? problem : problem + "\nfix: " + fix, cause);
    this.problem = problem;
    this.fix = fix;
    this.exitCode = exitCode;
  }

  /// The command line, the input or a setting is wrong, and the sentence itself says what would be
  /// right.
  public static CommandFailure usage(String problem) {
    return usage(problem, "");
  }

  /// The command line, the input or a setting is wrong.
  public static CommandFailure usage(String problem, String fix) {
    return usage(problem, fix, null);
  }

  /// The command line, the input or a setting is wrong.
  public static CommandFailure usage(String problem, String fix, @Nullable Throwable cause) {
    return new CommandFailure(problem, fix, ExitCode.USAGE, cause);
  }

  /// The command makes sense, but something it needs does not work.
  ///
  /// @param problem what is wrong, with the last lines of a log where they say more
  public static CommandFailure failed(String problem, String fix) {
    return failed(problem, fix, null);
  }

  /// The command makes sense, but something it needs does not work.
  public static CommandFailure failed(String problem, String fix, @Nullable Throwable cause) {
    return new CommandFailure(problem, fix, ExitCode.PARTIAL, cause);
  }

  /// What is wrong.
  public String problem() {
    return problem;
  }

  /// What to do about it; empty where the problem says it.
  public String fix() {
    return fix;
  }

  /// One of [ExitCode].
  public int exitCode() {
    return exitCode;
  }
}
