package dev.classify.local.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/// Processes that stand still until this is closed, or until this program ends.
///
/// A small shell stops them and lets them continue: it outlives this program, also one that is
/// killed.
public final class FrozenProcesses implements AutoCloseable {

  /// Ctrl-C reaches the shell too, which must not end before it has let all continue.
  private static final String SCRIPT =
      """
      trap '' INT TERM HUP
      all=
      while read -r pids; do
        all="$all $pids"
        kill -s STOP $pids 2>/dev/null
        echo
      done
      kill -s CONT $all 2>/dev/null
      """;

  /// For one that waits for its disk.
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private static final Duration INTERVAL = Duration.ofMillis(2);

  /// Where the state of threads cannot be read, as on macOS.
  private static final Duration BLIND_WAIT = Duration.ofMillis(300);

  private final Process shell;
  private final Writer pids;
  private final BufferedReader replies;

  private FrozenProcesses(Process shell) {
    this.shell = shell;
    this.pids = shell.outputWriter();
    this.replies = shell.inputReader();
  }

  /// None yet.
  public static FrozenProcesses none() throws IOException {
    return new FrozenProcesses(
        ProgramEnvironment.restrict(new ProcessBuilder("/bin/sh", "-c", SCRIPT))
            .redirectError(Redirect.DISCARD)
            .start());
  }

  /// Returns when these and their descendants stand still. Parents stop first, so that they start
  /// no more.
  public void freeze(List<ProcessHandle> processes) throws IOException, InterruptedException {
    List<ProcessHandle> generation = processes;
    while (!generation.isEmpty()) {
      stop(generation);
      generation = generation.stream().flatMap(ProcessHandle::children).toList();
    }
  }

  private void stop(List<ProcessHandle> processes) throws IOException, InterruptedException {
    pids.write(
        processes.stream()
            .map(process -> Long.toString(process.pid()))
            .collect(Collectors.joining(" ", "", "\n")));
    pids.flush();
    if (replies.readLine() == null) {
      throw new IOException("the shell that stops processes has ended");
    }
    for (ProcessHandle process : processes) {
      awaitStop(process.pid());
    }
  }

  private static void awaitStop(long pid) throws IOException, InterruptedException {
    Path threads = Path.of("/proc", Long.toString(pid), "task");
    if (!Files.isDirectory(Path.of("/proc/self/task"))) {
      Thread.sleep(BLIND_WAIT);
    } else if (!new Wait("process " + pid + " to stand still", INTERVAL, TIMEOUT)
        .until(() -> allStopped(threads))) {
      throw new IOException("process " + pid + " does not stand still; its disk may hang");
    }
  }

  private static boolean allStopped(Path threads) {
    if (!Files.isDirectory(threads)) {
      return true;
    }
    try (DirectoryStream<Path> all = Files.newDirectoryStream(threads)) {
      for (Path thread : all) {
        String line = Files.readString(thread.resolve("stat"));
        // After the name, which stands in parentheses and may hold some itself.
        char state = line.charAt(line.lastIndexOf(')') + 2);
        if ("TtZX".indexOf(state) < 0) {
          return false;
        }
      }
    } catch (IOException _) {
      // A thread has ended meanwhile.
      return false;
    }
    return true;
  }

  /// All continue.
  @Override
  public void close() throws IOException {
    pids.close();
    try {
      shell.waitFor();
    } catch (InterruptedException _) {
      // The shell lets them continue, whether or not this waits for it.
      Thread.currentThread().interrupt();
    }
  }
}
