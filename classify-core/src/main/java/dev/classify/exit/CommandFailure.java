package dev.classify.exit;

import org.jspecify.annotations.Nullable;

/// The failure of a command: what is wrong, how the user can fix it, and the exit code.
///
/// Code below a command throws it where it detects the problem; the command line prints it in one
/// place. It reports problems of users, files and machines. Programming errors
/// use other exceptions.
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

  /// The command line, the input or a setting is wrong, and the problem already says how to fix it.
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

  /// The command is right, but something that it needs does not work.
  ///
  /// @param problem what is wrong, with the last lines of a log if they help
  public static CommandFailure failed(String problem, String fix) {
    return failed(problem, fix, null);
  }

  /// The command is right, but something that it needs does not work.
  public static CommandFailure failed(String problem, String fix, @Nullable Throwable cause) {
    return new CommandFailure(problem, fix, ExitCode.PARTIAL, cause);
  }

  /// What is wrong.
  public String problem() {
    return problem;
  }

  /// How to fix it; empty if the problem already says so.
  public String fix() {
    return fix;
  }

  /// One of [ExitCode].
  public int exitCode() {
    return exitCode;
  }
}
