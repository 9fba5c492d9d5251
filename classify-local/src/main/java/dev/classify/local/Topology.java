package dev.classify.local;

import dev.classify.exit.CommandFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// How many nodes and workers a stack has: one of each, or a cluster.
///
/// @param projectors none in a file of an earlier build
public record Topology(int nodes, int workers, int projectors) {

  /// More would need other ports and more than one machine.
  public static final int MAX = 10;

  /// Names one of several Restate nodes, with its number.
  private static final String NODE = "restate-";

  private static final String ONLY_NODE = "restate";

  /// Names one of several workers, with its number.
  private static final String WORKER = "classify-service-";

  /// Names a projector, with its number.
  private static final String PROJECTOR = "projector-";

  static final Topology SINGLE = new Topology(1, 1, 0);

  public Topology {
    if (nodes < 1 || nodes > MAX || workers < 1 || workers > MAX) {
      throw new IllegalArgumentException(
          "a stack has 1 to %d nodes and workers, not %d and %d".formatted(MAX, nodes, workers));
    }
    if (projectors < 0 || projectors > MAX) {
      throw new IllegalArgumentException(
          "a stack has up to %d projectors, not %d".formatted(MAX, projectors));
    }
  }

  /// What the folder of a stack shows that has lost its file: as many nodes as have data.
  static Topology of(Path folder) {
    int nodes = MAX;
    while (nodes > 1 && !Files.isDirectory(folder.resolve(NODE + nodes))) {
      nodes--;
    }
    return new Topology(nodes, 1, 0);
  }

  /// Names of the Restate nodes.
  List<String> nodeNames() {
    return nodes == 1 ? List.of(ONLY_NODE) : numbered(NODE, nodes);
  }

  /// Names of the workers.
  List<String> workerNames() {
    return workers == 1 ? List.of(StackFile.WORKER) : numbered(WORKER, workers);
  }

  /// Names of the projectors; empty where nobody asked for any.
  List<String> projectorNames() {
    return numbered(PROJECTOR, projectors);
  }

  /// Whether a part of this name is a Restate node, in a stack of any size.
  static boolean isNode(String part) {
    return part.equals(ONLY_NODE) || part.startsWith(NODE);
  }

  /// Whether a part of this name is a worker, in a stack of any size.
  static boolean isWorker(String part) {
    return part.equals(StackFile.WORKER) || part.startsWith(WORKER);
  }

  private static List<String> numbered(String name, int count) {
    return IntStream.rangeClosed(1, count).mapToObj(number -> name + number).toList();
  }

  /// The numbers that a command asks for.
  ///
  /// @param nodes null for as many as before, which is one for a new stack
  /// @param workers the same
  /// @param projectors null for as many as before, which is none for a new stack
  public record Request(
      @Nullable Integer nodes, @Nullable Integer workers, @Nullable Integer projectors) {

    public static final Request NONE = new Request(null, null);

    /// A request that leaves the projectors as they are.
    public Request(@Nullable Integer nodes, @Nullable Integer workers) {
      this(nodes, workers, null);
    }

    Topology applyTo(Topology kept) {
      return new Topology(
          nodes == null ? kept.nodes : nodes,
          workers == null ? kept.workers : workers,
          projectors == null ? kept.projectors : projectors);
    }
  }

  /// A running cluster gets another number of nodes step by step.
  void checkNodes(Request request, Path stack) {
    if (request.nodes() != null && request.nodes() != nodes) {
      throw CommandFailure.failed(
          "the stack in %s has %s, which a start cannot change to %d"
              .formatted(
                  stack.getParent(), nodes == 1 ? "1 node" : nodes + " nodes", request.nodes()),
          "set CLASSIFY_HOME to another folder for a stack of "
              + request.nodes()
              + ", or omit --nodes; a running cluster is changed by `classify local grow` and"
              + " `shrink`");
    }
  }

  /// Fails if the running stack is not the requested one.
  void checkRunning(Request request, Path stack) {
    checkNodes(request, stack);
    checkRunning("worker", request.workers(), workers, stack);
    checkRunning("projector", request.projectors(), projectors, stack);
  }

  private static void checkRunning(
      String part, @Nullable Integer requested, int running, Path stack) {
    if (requested != null && requested != running) {
      throw CommandFailure.failed(
          "the stack that runs in %s has %s"
              .formatted(
                  stack.getParent(),
                  running == 1 ? "1 " + part : "%d %ss".formatted(running, part)),
          "stop it first: classify local down");
    }
  }
}
