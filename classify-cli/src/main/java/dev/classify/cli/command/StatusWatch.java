package dev.classify.cli.command;

import dev.classify.cli.output.FullScreen;
import dev.classify.cli.report.WatchFrame;
import dev.classify.exit.CommandFailure;
import dev.classify.exit.ExitCode;
import dev.classify.terminal.ShownText;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jspecify.annotations.Nullable;

/// Shows the status of a system on the whole terminal, again and again, until Ctrl-C.
final class StatusWatch {

  /// Calm for the eye, and a light load for nodes and database.
  private static final Duration INTERVAL = Duration.ofSeconds(2);

  /// The size of a terminal that does not know its own.
  private static final int COLUMNS = 120;

  private static final int ROWS = 40;

  private StatusWatch() {}

  /// @param jobId the job to watch; null for the latest ones
  static int run(TargetSystem target, @Nullable String jobId)
      throws SQLException, InterruptedException {
    // With signals of its own, Ctrl-C would end the process before it gives the terminal back.
    try (Terminal terminal =
        TerminalBuilder.builder().system(true).dumb(true).nativeSignals(false).build()) {
      if (terminal.getType().startsWith(Terminal.TYPE_DUMB)) {
        throw CommandFailure.usage(
            "--watch needs a terminal", "leave it out, or call the command again and again");
      }
      // An unknown job is an error at once, not a frame.
      StatusCommand.of(target, jobId);
      return watch(target, jobId, terminal);
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  private static int watch(TargetSystem target, @Nullable String jobId, Terminal terminal)
      throws InterruptedException {
    // Not System.out, which escapes the characters that move the cursor.
    PrintStream out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
    try (FullScreen screen = new FullScreen(out)) {
      Thread restore = new Thread(screen::close, "restore-terminal");
      Runtime.getRuntime().addShutdownHook(restore);
      while (!Thread.currentThread().isInterrupted()) {
        Size size = terminal.getSize();
        screen.show(
            frame(target, jobId), known(size.getColumns(), COLUMNS), known(size.getRows(), ROWS));
        Thread.sleep(INTERVAL);
      }
    }
    return ExitCode.DONE;
  }

  /// Some terminals, such as that of a container, do not know their size and say 0.
  private static int known(int size, int otherwise) {
    return size > 0 ? size : otherwise;
  }

  /// A database that is away for a moment must not end the watch.
  private static List<String> frame(TargetSystem target, @Nullable String jobId) {
    List<String> lines = new ArrayList<>();
    lines.add("%s   Ctrl-C ends".formatted(LocalTime.now(ZoneId.systemDefault()).withNano(0)));
    lines.add("");
    try {
      lines.addAll(
          WatchFrame.lines(
              StatusCommand.of(target, jobId),
              target.admins(),
              target.database(),
              target.command()));
    } catch (SQLException away) {
      lines.add(ShownText.of("the database does not answer: " + away.getMessage()));
    }
    return lines;
  }
}
