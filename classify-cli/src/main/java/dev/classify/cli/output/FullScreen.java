package dev.classify.cli.output;

import java.io.PrintStream;
import java.util.List;

/// Draws on the second screen of a terminal, and gives the first one back as it was.
///
/// A frame is written over the one before it, without clearing the screen first, so it does not
/// flicker.
public final class FullScreen implements AutoCloseable {

  private static final String ENTER = "\u001b[?1049h\u001b[?25l";
  private static final String LEAVE = "\u001b[?25h\u001b[?1049l";
  private static final String HOME = "\u001b[H";
  private static final String CLEAR_LINE_END = "\u001b[K";
  private static final String CLEAR_REST = "\u001b[J";

  private final PrintStream terminal;
  private boolean open = true;

  /// Enters the second screen and hides the cursor.
  public FullScreen(PrintStream terminal) {
    this.terminal = terminal;
    terminal.print(ENTER);
    terminal.flush();
  }

  /// Shows lines, cut to the size of the terminal. They hold no control characters.
  public synchronized void show(List<String> lines, int width, int height) {
    if (!open) {
      return;
    }
    StringBuilder frame = new StringBuilder(HOME);
    lines.stream()
        .limit(height)
        .forEach(
            line -> {
              if (frame.length() > HOME.length()) {
                frame.append("\r\n");
              }
              frame.append(line, 0, cut(line, width)).append(CLEAR_LINE_END);
            });
    terminal.print(frame.append(CLEAR_REST));
    terminal.flush();
  }

  /// Never between the halves of a character.
  private static int cut(String line, int width) {
    return line.codePointCount(0, line.length()) <= width
        ? line.length()
        : line.offsetByCodePoints(0, width);
  }

  /// Shows the cursor and the first screen again.
  @Override
  public synchronized void close() {
    if (open) {
      open = false;
      terminal.print(LEAVE);
      terminal.flush();
    }
  }
}
