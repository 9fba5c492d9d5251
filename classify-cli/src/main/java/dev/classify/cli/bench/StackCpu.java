package dev.classify.cli.bench;

import dev.classify.local.LocalStack;
import dev.classify.local.StackStatus;
import java.io.IOException;
import java.time.Duration;
import java.util.stream.Stream;

/// The processor time that the projectors of a stack and its database have used so far.
record StackCpu(Duration projectors, Duration database) {

  static StackCpu read(LocalStack stack) throws IOException {
    Duration projectors = Duration.ZERO;
    Duration database = Duration.ZERO;
    for (StackStatus.Part part : stack.status().orElseThrow().parts()) {
      String name = part.status().name();
      if (name.startsWith("projector")) {
        projectors = projectors.plus(used(part.status().pid()));
      } else if (name.equals("postgres")) {
        database = database.plus(used(part.status().pid()));
      }
    }
    return new StackCpu(projectors, database);
  }

  /// A connection is a process of its own in PostgreSQL.
  private static Duration used(long pid) {
    return ProcessHandle.of(pid).stream()
        .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
        .flatMap(process -> process.info().totalCpuDuration().stream())
        .reduce(Duration.ZERO, Duration::plus);
  }

  StackCpu since(StackCpu before) {
    return new StackCpu(projectors.minus(before.projectors), database.minus(before.database));
  }
}
