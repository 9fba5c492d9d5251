package dev.classify.local.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/// Resident memory of processes, where the system has `/proc`.
public final class ProcessMemory {

  private ProcessMemory() {}

  /// Resident memory of a process in bytes; empty if the process does not exist.
  public static OptionalLong ofProcess(long pid) {
    return known(residentBytes(pid));
  }

  /// Bytes resident in a process and all its descendants. Shared memory, such as the buffers of
  /// PostgreSQL, is counted once: in the process that uses most of it.
  public static OptionalLong ofTree(long pid) {
    List<Long> tree =
        ProcessHandle.of(pid).stream()
            .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
            .map(ProcessHandle::pid)
            .toList();
    long own = tree.stream().mapToLong(each -> residentBytes(each) - sharedMemoryBytes(each)).sum();
    return known(own + tree.stream().mapToLong(ProcessMemory::sharedMemoryBytes).max().orElse(0));
  }

  private static OptionalLong known(long bytes) {
    return bytes == 0 ? OptionalLong.empty() : OptionalLong.of(bytes);
  }

  private static long residentBytes(long pid) {
    return bytes(pid, "VmRSS:");
  }

  private static long sharedMemoryBytes(long pid) {
    return bytes(pid, "RssShmem:");
  }

  private static long bytes(long pid, String name) {
    try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
      return lines
          .filter(line -> line.startsWith(name))
          .map(line -> line.replaceAll("\\D", ""))
          .mapToLong(kibibytes -> Long.parseLong(kibibytes) << 10)
          .sum();
    } catch (IOException _) {
      return 0;
    }
  }
}
