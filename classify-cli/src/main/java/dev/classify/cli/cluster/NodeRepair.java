package dev.classify.cli.cluster;

import dev.classify.cli.cluster.Cluster.CommandOutput;
import dev.classify.exit.CommandFailure;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// Brings a node back that has lost its disk.
///
/// Such a node refuses to come back by itself, since it may have held the only copy of something.
/// With three copies and all others at work it did not.
public final class NodeRepair {

  /// How it ended.
  public enum Result {
    REPAIRED,
    /// It was down and has only been started.
    STARTED,
    WAS_WELL
  }

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  /// A node that joins by itself does so at once.
  private static final Duration JOINS_WITHIN = Duration.ofSeconds(5);

  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final String LIST = "nodes list --extra";

  private final Cluster cluster;
  private final String node;
  private final String witness;
  private final Consumer<String> told;

  private NodeRepair(Cluster cluster, String node, String witness, Consumer<String> told) {
    this.cluster = cluster;
    this.node = node;
    this.witness = witness;
    this.told = told;
  }

  /// Repairs one of the cluster's nodes, or says why it must not be done.
  ///
  /// @param told each step
  public static Result repair(Cluster cluster, String node, Consumer<String> told)
      throws IOException, InterruptedException {
    return new NodeRepair(cluster, node, witness(cluster, node), told).repair();
  }

  /// Another node that knows the cluster, to ask about this one.
  private static String witness(Cluster cluster, String node)
      throws IOException, InterruptedException {
    for (String other : cluster.nodes()) {
      if (!other.equals(node)) {
        CommandOutput answer = cluster.restatectl(other, LIST.split(" "));
        if (answer.exit() == 0 && !NodeList.read(answer.output()).isEmpty()) {
          return other;
        }
      }
    }
    throw CommandFailure.failed(
        "no other node of the cluster answers", "start the cluster, then repair one node");
  }

  private Result repair() throws IOException, InterruptedException {
    refuseUnlessOthersAreWell();
    NodeList.Node before = look();
    told.accept(before.words());
    if (before.well()) {
      return Result.WAS_WELL;
    }
    if (!before.alive() && !before.lostItsData() && startsAsItIs()) {
      return Result.STARTED;
    }
    if (look().lostItsData()) {
      forgive(before.number());
    }
    await("alive and read-write", NodeList.Node::alive, PATIENCE);
    rejoin(before.number());
    told.accept(look().words() + ", and it follows " + awaitPartitions() + " partitions");
    return Result.REPAIRED;
  }

  private void refuseUnlessOthersAreWell() throws IOException, InterruptedException {
    List<String> unwell =
        nodes().stream()
            .filter(other -> !other.name().equals(node) && !other.well())
            .map(NodeList.Node::words)
            .toList();
    if (!unwell.isEmpty()) {
      throw CommandFailure.failed(
          node
              + " may hold the only copy of something while others are not well: "
              + String.join("; ", unwell),
          "start what is down first; two nodes that lost their disks are beyond repair");
    }
    String lagging =
        ask(witness, "partitions", "list")
            .lines()
            .filter(line -> line.matches("\\s*\\d+\\s+N\\d+.*"))
            .filter(line -> !line.contains(" Active ") && !line.contains(ofNode()))
            .map(String::strip)
            .findFirst()
            .orElse("");
    if (!lagging.isEmpty()) {
      throw CommandFailure.failed(
          "another node is still catching up: " + lagging, "wait a minute, then call this again");
    }
  }

  /// A node that finds its disk empty says so, and ends; one that was only down comes back.
  private boolean startsAsItIs() throws IOException, InterruptedException {
    told.accept("starting " + node + " as it is");
    try {
      cluster.start(node);
      await("alive and read-write", NodeList.Node::alive, PATIENCE);
      await("a member of the metadata cluster", NodeList.Node::well, JOINS_WITHIN);
      told.accept(look().words() + ": it was only down");
      return true;
    } catch (CommandFailure fault) {
      NodeList.Node after = look();
      told.accept(after.words());
      if (after.lostItsData() || after.alive()) {
        return false;
      }
      throw fault;
    }
  }

  /// Lets it begin with an empty disk.
  private void forgive(String number) throws IOException, InterruptedException {
    told.accept("stopping " + node);
    cluster.kill(node);
    told.accept(
        ask(
                witness,
                "nodes",
                "set-storage-state",
                "--nodes",
                number,
                "--storage-state",
                "provisioning",
                "--force",
                "--yes")
            .strip());
    told.accept("starting " + node + ", which catches up from the snapshots and the other copies");
    cluster.start(node);
  }

  /// The metadata cluster still counts on the member that it was; without that one it joins anew.
  private void rejoin(String number) throws IOException, InterruptedException {
    Instant deadline = Instant.now().plus(JOINS_WITHIN);
    while (!look().well() && Instant.now().isBefore(deadline)) {
      Thread.sleep(PAUSE);
    }
    if (!look().well()) {
      told.accept(ask(witness, "metadata-server", "remove-node", number).strip());
      await("a member of the metadata cluster again", NodeList.Node::well, PATIENCE);
    }
  }

  private long awaitPartitions() throws IOException, InterruptedException {
    Instant deadline = Instant.now().plus(PATIENCE);
    while (true) {
      List<String> followed =
          ask(witness, "partitions", "list")
              .lines()
              .filter(line -> line.contains(ofNode()))
              .toList();
      if (!followed.isEmpty() && followed.stream().allMatch(line -> line.contains(" Active "))) {
        return followed.size();
      }
      if (Instant.now().isAfter(deadline)) {
        throw CommandFailure.failed(
            node + " is up, but does not follow its partitions", "see what its log says");
      }
      Thread.sleep(PAUSE);
    }
  }

  private void await(String wish, Predicate<NodeList.Node> fulfilled, Duration patience)
      throws IOException, InterruptedException {
    Instant deadline = Instant.now().plus(patience);
    while (!fulfilled.test(look())) {
      if (Instant.now().isAfter(deadline)) {
        throw CommandFailure.failed(
            node + " did not become " + wish + ": " + look().words(), "see what its log says");
      }
      Thread.sleep(PAUSE);
    }
  }

  /// How a line about a partition names this node, whose name ends in its number.
  private String ofNode() {
    return " N" + node.substring(node.lastIndexOf('-') + 1) + ":";
  }

  private NodeList.Node look() throws IOException, InterruptedException {
    return nodes().stream()
        .filter(each -> each.name().equals(node))
        .findFirst()
        .orElseThrow(
            () ->
                CommandFailure.failed(
                    "the cluster knows no " + node, "start it: it joins as a new node"));
  }

  private List<NodeList.Node> nodes() throws IOException, InterruptedException {
    return NodeList.read(ask(witness, LIST.split(" ")));
  }

  private String ask(String through, String... arguments) throws IOException, InterruptedException {
    CommandOutput answer = cluster.restatectl(through, arguments);
    if (answer.exit() != 0) {
      throw CommandFailure.failed(
          "`restatectl " + String.join(" ", arguments) + "` failed: " + answer.output().strip(),
          "see that " + through + " runs, then call this again");
    }
    return answer.output();
  }
}
