package dev.classify.local.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/// Processor time of processes, where the system has `/proc`.
public final class ProcessTime {

  /// Linux shows times to programs in hundredths of a second, whatever its own clock.
  private static final Duration TICK = Duration.ofMillis(10);

  /// Places behind the name of the program, which ends with the last parenthesis.
  private static final int USER = 11;

  /// User and system, of the process and of its children that have ended.
  private static final int TIMES = 4;

  private ProcessTime() {}

  /// What a process and its descendants have used so far, also those that have ended; zero if the
  /// process does not exist.
  public static Duration ofTree(long pid) {
    return ProcessHandle.of(pid).stream()
        .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
        .map(process -> ofProcess(process.pid()))
        .reduce(Duration.ZERO, Duration::plus);
  }

  private static Duration ofProcess(long pid) {
    try {
      return ofStat(Files.readString(Path.of("/proc/" + pid + "/stat")));
    } catch (IOException _) {
      return Duration.ZERO;
    }
  }

  static Duration ofStat(String stat) {
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    long ticks = 0;
    for (int i = USER; i < USER + TIMES; i++) {
      ticks += Long.parseLong(fields[i]);
    }
    return TICK.multipliedBy(ticks);
  }
}
