package dev.classify.local.process;

import dev.classify.local.process.Component.Stop;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A program under a small shell, which ends the program as soon as this process is gone.
///
/// The shell's standard input is a pipe that only this process holds open. Closing the pipe is also
/// how the program is stopped in good order, so there is only one way to end it.
final class GuardedProcess {

  private static final String SCRIPT = script();

  /// For a guard that has killed its program.
  private static final Duration GUARD_TIMEOUT = Duration.ofSeconds(2);

  /// The guard writes the file at once; only an overloaded machine needs longer.
  private static final Duration PID_TIMEOUT = Duration.ofSeconds(60);

  private static final Duration PID_INTERVAL = Duration.ofMillis(5);

  private final Process guard;
  private final long pid;
  private final Stop stop;

  /// The program; null if it ended at once, or is known to have ended.
  private volatile @Nullable ProcessIdentity program;

  private GuardedProcess(Process guard, long pid, @Nullable ProcessIdentity program, Stop stop) {
    this.guard = guard;
    this.pid = pid;
    this.program = program;
    this.stop = stop;
  }

  /// Starts the command with its output appended to the log.
  static GuardedProcess start(String name, Command command, Stop stop, ProcessFiles workplace)
      throws IOException, InterruptedException {
    Path pidFile = workplace.pidFile(name);
    Files.deleteIfExists(pidFile);
    List<String> words =
        new ArrayList<>(List.of("/bin/sh", "-c", SCRIPT, "guard-of-" + name, pidFile.toString()));
    words.add(stop.signal().name());
    words.add(Long.toString(Stop.USUAL_TIMEOUT.toSeconds()));
    words.addAll(command.words());
    ProcessBuilder builder =
        new ProcessBuilder(words)
            .redirectErrorStream(true)
            .redirectOutput(Redirect.appendTo(workplace.log(name).path().toFile()));
    builder.environment().clear();
    builder.environment().putAll(command.environment());
    Process guard = builder.start();
    try {
      long pid = awaitPid(guard, pidFile);
      ProcessIdentity program = program(guard, pid);
      if (program != null) {
        workplace.remember(name, program);
      }
      return new GuardedProcess(guard, pid, program, stop);
    } catch (IOException | InterruptedException e) {
      guard.getOutputStream().close();
      throw e;
    }
  }

  /// The program's own process id; 0 if it ended before the id could be read.
  long pid() {
    return pid;
  }

  boolean alive() {
    return guard.isAlive();
  }

  /// Waits for the program to end, and returns its exit code.
  int await() throws InterruptedException {
    int exit = guard.waitFor();
    endOrphan();
    return exit;
  }

  /// Asks the program to exit, and waits until it has.
  void stop() throws InterruptedException {
    try (OutputStream pipe = guard.getOutputStream()) {
      pipe.write((stop.timeout().toSeconds() + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException _) {
      // The guard is gone already, and with it the program.
    }
    if (!guard.waitFor(stop.timeout().plus(GUARD_TIMEOUT))) {
      guard.destroyForcibly();
    }
    endOrphan();
  }

  /// Ends the program if only its guard was killed, and forgets it: from then on its process id may
  /// be that of any other.
  private void endOrphan() throws InterruptedException {
    ProcessIdentity left = program;
    Optional<ProcessHandle> orphan = left == null ? Optional.empty() : left.find();
    if (orphan.isPresent()) {
      ProcessEnd.force(orphan.get());
    }
    program = null;
  }

  /// The process of this id, if it is a child of the guard and so the program.
  private static @Nullable ProcessIdentity program(Process guard, long pid) {
    return ProcessHandle.of(pid)
        .filter(process -> process.parent().equals(Optional.of(guard.toHandle())))
        .map(ProcessIdentity::of)
        .orElse(null);
  }

  private static long awaitPid(Process guard, Path pidFile)
      throws IOException, InterruptedException {
    Wait wait = new Wait("the guard to write " + pidFile, PID_INTERVAL, PID_TIMEOUT);
    boolean settled = wait.until(() -> !guard.isAlive() || Files.exists(pidFile));
    if (Files.exists(pidFile)) {
      return Long.parseLong(Files.readString(pidFile).strip());
    }
    if (!settled) {
      throw new IOException("the guard did not write %s within %s".formatted(pidFile, PID_TIMEOUT));
    }
    return 0;
  }

  private static String script() {
    try (InputStream script = GuardedProcess.class.getResourceAsStream("guard.sh")) {
      if (script == null) {
        throw new IllegalStateException("guard.sh is missing in this build");
      }
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
