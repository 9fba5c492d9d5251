package dev.classify.local.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.stream.Stream;

/// Resident memory of processes, where the system has `/proc`.
public final class ProcessMemory {

  private ProcessMemory() {}

  /// Resident memory of a process in bytes; empty if the process does not exist.
  public static OptionalLong ofProcess(long pid) {
    return known(residentBytes(pid));
  }

  /// Bytes resident in a process and all its descendants, shared pages counted in each.
  public static OptionalLong ofTree(long pid) {
    return known(
        ProcessHandle.of(pid).stream()
            .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
            .mapToLong(process -> residentBytes(process.pid()))
            .sum());
  }

  private static OptionalLong known(long bytes) {
    return bytes == 0 ? OptionalLong.empty() : OptionalLong.of(bytes);
  }

  private static long residentBytes(long pid) {
    try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
      return lines
          .filter(line -> line.startsWith("VmRSS:"))
          .map(line -> line.replaceAll("\\D", ""))
          .mapToLong(kibibytes -> Long.parseLong(kibibytes) << 10)
          .sum();
    } catch (IOException _) {
      return 0;
    }
  }
}
