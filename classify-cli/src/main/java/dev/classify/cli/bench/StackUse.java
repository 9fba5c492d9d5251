package dev.classify.cli.bench;

import dev.classify.local.LocalStack;
import dev.classify.local.StackStatus;
import dev.classify.local.process.ProcessMemory;
import dev.classify.local.process.ProcessTime;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/// What a stack and this command use of the machine at one moment.
///
/// @param byProgram all workers are one program, and so are all Restate nodes
record StackUse(Map<String, Use> byProgram) {

  static final String COMMAND = "command";
  static final String WORKERS = "workers";
  static final String NODES = "restate";

  /// What the processes of one program use.
  ///
  /// @param processorTime since they started
  record Use(long residentBytes, Duration processorTime) {

    static final Use NONE = new Use(0, Duration.ZERO);

    private Use plus(Use other) {
      return new Use(residentBytes + other.residentBytes, processorTime.plus(other.processorTime));
    }
  }

  StackUse {
    byProgram = Map.copyOf(byProgram);
  }

  static StackUse read(LocalStack stack) throws IOException {
    StackStatus status =
        stack.status().orElseThrow(() -> new IllegalStateException("the stack has ended"));
    Map<String, Use> uses = new TreeMap<>();
    uses.put(COMMAND, ofThisProcess());
    for (StackStatus.Part part : status.parts()) {
      long pid = part.status().pid();
      if (pid > 0) {
        Use use = new Use(part.residentBytes().orElse(0), ProcessTime.ofTree(pid));
        uses.merge(program(part.status().name(), stack), use, Use::plus);
      }
    }
    return new StackUse(uses);
  }

  /// Without its children: the supervisor, and through it the whole stack, is one of them.
  private static Use ofThisProcess() {
    long pid = ProcessHandle.current().pid();
    return new Use(
        ProcessMemory.ofProcess(pid).orElse(0),
        ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO));
  }

  private static String program(String part, LocalStack stack) {
    if (stack.workers().contains(part)) {
      return WORKERS;
    }
    return stack.nodes().contains(part) ? NODES : part;
  }

  Use of(String program) {
    return byProgram.getOrDefault(program, Use.NONE);
  }

  /// Processor time of all programs, the simulator left out: a real model runs elsewhere.
  Duration processorTime() {
    return byProgram.entrySet().stream()
        .filter(use -> !use.getKey().equals("simulator"))
        .map(use -> use.getValue().processorTime())
        .reduce(Duration.ZERO, Duration::plus);
  }
}
