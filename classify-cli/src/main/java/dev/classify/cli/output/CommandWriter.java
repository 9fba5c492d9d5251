package dev.classify.cli.output;

import dev.classify.terminal.ShownStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/// Prints for people: every line passes [ShownStream], so that no foreign text can control the
/// terminal.
public final class CommandWriter extends PrintWriter {

  private final PrintStream target;
  private final boolean terminal;

  /// @param target standard output or error
  /// @param terminal whether a person looks at it
  public CommandWriter(PrintStream target, boolean terminal) {
    super(ShownStream.over(target), true, StandardCharsets.UTF_8);
    this.target = target;
    this.terminal = terminal;
  }

  /// Where exported data go: unchanged into a file or another program, which must get what is
  /// stored, and cleaned onto a terminal. The caller flushes it.
  ///
  /// @param out what a command prints to
  public static PrintWriter forData(PrintWriter out) {
    if (out instanceof CommandWriter writer && !writer.terminal) {
      writer.flush();
      return new PrintWriter(writer.target, false, StandardCharsets.UTF_8);
    }
    return out;
  }
}
