package dev.classify.local.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// A process that was seen earlier. By now its process id alone may be that of another one.
///
/// @param startedAbout when it began, or when it was seen right after that
public record ProcessIdentity(long pid, Instant startedAbout) {

  private static final Duration SAME_TIME = Duration.ofSeconds(5);

  public static ProcessIdentity ofThisProcess() {
    ProcessHandle self = ProcessHandle.current();
    return new ProcessIdentity(self.pid(), self.info().startInstant().orElseGet(Instant::now));
  }

  /// The process if it still runs.
  public Optional<ProcessHandle> find() {
    return ProcessHandle.of(pid)
        .filter(ProcessIdentity::runs)
        .filter(process -> process.info().startInstant().filter(start -> near(start)).isPresent());
  }

  /// Whether it runs. A zombie, which ended but which its parent has not reaped, does not.
  public static boolean runs(ProcessHandle process) {
    return process.isAlive() && !zombie(process.pid());
  }

  private boolean near(Instant start) {
    return Duration.between(start, startedAbout).abs().compareTo(SAME_TIME) < 0;
  }

  /// In `/proc/<pid>/stat` the state follows the name, which is in parentheses.
  private static boolean zombie(long pid) {
    Path stat = Path.of("/proc/" + pid + "/stat");
    try {
      return Files.exists(stat) && Files.readString(stat).contains(") Z ");
    } catch (IOException _) {
      return false;
    }
  }
}
