package dev.classify.local.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A process that was seen earlier. By now its process id alone may be that of another one.
///
/// @param startedMillis when it began, or when it was seen right after that, since 1970
/// @param mark names the process in the life of this machine, with the boot and the tick of its
///     start; null where the system does not show it
public record ProcessIdentity(long pid, long startedMillis, @Nullable String mark) {

  /// Without a mark the start alone tells processes apart, which a step of the clock moves.
  private static final Duration SAME_TIME = Duration.ofSeconds(5);

  private static final Pattern TEXT = Pattern.compile("(\\d{1,10}) (\\d{1,15})(?: (\\S+))?");

  private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");

  /// Of the fields that follow the name: the state, and the start in ticks since the boot, which is
  /// field 22 of proc_pid_stat(5).
  private static final int STATE = 0;

  private static final int START = 19;

  public static ProcessIdentity ofThisProcess() {
    return of(ProcessHandle.current());
  }

  /// The identity of a process that runs now.
  public static ProcessIdentity of(ProcessHandle process) {
    Instant started = process.info().startInstant().orElseGet(Instant::now);
    return new ProcessIdentity(process.pid(), started.toEpochMilli(), mark(process.pid()));
  }

  /// Reads what [#toText] wrote; empty if the text is damaged.
  static Optional<ProcessIdentity> ofText(String text) {
    Matcher parts = TEXT.matcher(text.strip());
    return parts.matches()
        ? Optional.of(
            new ProcessIdentity(
                Long.parseLong(parts.group(1)), Long.parseLong(parts.group(2)), parts.group(3)))
        : Optional.empty();
  }

  /// One line for a file.
  String toText() {
    return pid + " " + startedMillis + (mark == null ? "" : " " + mark);
  }

  /// The process if it still runs.
  public Optional<ProcessHandle> find() {
    return ProcessHandle.of(pid).filter(ProcessIdentity::runs).filter(this::isSame);
  }

  /// Whether it runs. A zombie, which ended but which its parent has not reaped, does not.
  public static boolean runs(ProcessHandle process) {
    String[] stat = stat(process.pid());
    return process.isAlive() && !(stat.length > STATE && stat[STATE].equals("Z"));
  }

  private boolean isSame(ProcessHandle process) {
    String now = mark == null ? null : mark(pid);
    if (now != null) {
      return now.equals(mark);
    }
    return process.info().startInstant().filter(this::isNear).isPresent();
  }

  private boolean isNear(Instant start) {
    Instant seen = Instant.ofEpochMilli(startedMillis);
    return Duration.between(start, seen).abs().compareTo(SAME_TIME) < 0;
  }

  private static @Nullable String mark(long pid) {
    String[] stat = stat(pid);
    try {
      return stat.length > START ? Files.readString(BOOT).strip() + "/" + stat[START] : null;
    } catch (IOException _) {
      return null;
    }
  }

  /// The fields of `/proc/<pid>/stat` after the name, which is in parentheses and may hold some;
  /// empty where the system has no such file.
  private static String[] stat(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
      return stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ");
    } catch (IOException _) {
      return new String[0];
    }
  }
}
