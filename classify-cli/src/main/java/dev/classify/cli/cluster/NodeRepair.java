package dev.classify.cli.cluster;

import dev.classify.exit.CommandFailure;
import dev.classify.local.process.CommandOutput;
import dev.classify.local.process.Wait;
import java.io.IOException;
import java.time.Duration;
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
    /// It was down, and starting it was enough.
    STARTED,
    WAS_WELL
  }

  private static final Duration TIMEOUT = Duration.ofSeconds(90);

  /// A node that can join on its own does so at once.
  private static final Duration JOIN_TIMEOUT = Duration.ofSeconds(5);

  private static final Duration INTERVAL = Duration.ofMillis(500);
  private static final String SEE_LOG = "see the log of the node";
  private static final String LIST = "nodes list --extra";

  private final Cluster cluster;
  private final String node;
  private final String observer;
  private final Consumer<String> told;

  private NodeRepair(Cluster cluster, String node, String observer, Consumer<String> told) {
    this.cluster = cluster;
    this.node = node;
    this.observer = observer;
    this.told = told;
  }

  /// Repairs one of the cluster's nodes.
  ///
  /// @param told receives a line for each step
  /// @throws CommandFailure where a repair could lose data, or does not succeed
  public static Result repair(Cluster cluster, String node, Consumer<String> told)
      throws IOException, InterruptedException {
    return new NodeRepair(cluster, node, observer(cluster, node), told).repair();
  }

  /// Another node that belongs to the cluster, to ask about this one.
  private static String observer(Cluster cluster, String node)
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
    awaitOthersCaughtUp();
    if (look().lostItsData()) {
      acceptEmptyDisk(before.number());
    }
    await("become alive and read-write", NodeList.Node::alive, TIMEOUT);
    rejoin(before.number());
    told.accept(look().words() + "; it follows " + awaitPartitions() + " partitions");
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
              + " cannot be repaired while other nodes are not healthy, because it may hold the"
              + " only copy of some data: "
              + String.join("; ", unwell),
          "start those nodes first; if two nodes have lost their disks, the data is lost");
    }
  }

  /// A copy that still catches up, as after a start of its node, may lack what this node had.
  private void awaitOthersCaughtUp() throws IOException, InterruptedException {
    List<String> lagging = laggingPartitions();
    if (!lagging.isEmpty()) {
      told.accept("waiting for another node to catch up: " + lagging.getFirst());
      new Wait("the other nodes to catch up", INTERVAL, TIMEOUT)
          .require(
              List::isEmpty,
              this::laggingPartitions,
              List::getFirst,
              "repeat the command once the other nodes have caught up");
    }
  }

  /// Of the other nodes.
  private List<String> laggingPartitions() throws IOException, InterruptedException {
    return ask(observer, "partitions", "list")
        .lines()
        .filter(line -> line.matches("\\s*\\d+\\s+N\\d+.*"))
        .filter(line -> !line.contains(" Active ") && !line.contains(ofNode()))
        .map(String::strip)
        .toList();
  }

  /// A node that was only down comes back; one that finds its disk empty reports it and exits.
  private boolean startsAsItIs() throws IOException, InterruptedException {
    told.accept("starting " + node + " unchanged");
    try {
      cluster.start(node);
      await("become alive and read-write", NodeList.Node::alive, TIMEOUT);
      await("join the metadata cluster", NodeList.Node::well, JOIN_TIMEOUT);
      told.accept(look().words() + "; it was only down");
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

  /// Lets the node start with an empty disk.
  private void acceptEmptyDisk(String number) throws IOException, InterruptedException {
    told.accept("stopping " + node);
    cluster.kill(node);
    told.accept(
        ask(
                observer,
                "nodes",
                "set-storage-state",
                "--nodes",
                number,
                "--storage-state",
                "provisioning",
                "--force",
                "--yes")
            .strip());
    told.accept("starting " + node + ", which catches up from snapshots and from the other copies");
    cluster.start(node);
  }

  /// The metadata cluster still has the node's former member; once that is removed, it joins anew.
  private void rejoin(String number) throws IOException, InterruptedException {
    Wait wait = new Wait(node + " to rejoin on its own", INTERVAL, JOIN_TIMEOUT);
    if (!wait.until(NodeList.Node::well, this::look).well()) {
      told.accept(ask(observer, "metadata-server", "remove-node", number).strip());
      await("rejoin the metadata cluster", NodeList.Node::well, TIMEOUT);
    }
  }

  private int awaitPartitions() throws IOException, InterruptedException {
    return new Wait(node + " to follow its partitions", INTERVAL, TIMEOUT)
        .require(
            lines -> !lines.isEmpty() && lines.stream().allMatch(line -> line.contains(" Active ")),
            this::followedPartitions,
            lines -> lines.isEmpty() ? "it follows none" : String.join("; ", lines).strip(),
            SEE_LOG)
        .size();
  }

  private List<String> followedPartitions() throws IOException, InterruptedException {
    return ask(observer, "partitions", "list")
        .lines()
        .filter(line -> line.contains(ofNode()))
        .toList();
  }

  private void await(String event, Predicate<NodeList.Node> wanted, Duration timeout)
      throws IOException, InterruptedException {
    new Wait(node + " to " + event, INTERVAL, timeout)
        .require(wanted, this::look, NodeList.Node::words, SEE_LOG);
  }

  /// This node in a line about a partition; its name ends in its number.
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
                    node + " does not belong to the cluster", "start it; it joins as a new node"));
  }

  private List<NodeList.Node> nodes() throws IOException, InterruptedException {
    return NodeList.read(ask(observer, LIST.split(" ")));
  }

  private String ask(String through, String... arguments) throws IOException, InterruptedException {
    CommandOutput answer = cluster.restatectl(through, arguments);
    if (answer.exit() != 0) {
      throw CommandFailure.failed(
          "`restatectl " + String.join(" ", arguments) + "` failed: " + answer.output().strip(),
          "check that " + through + " runs, then repeat the command");
    }
    return answer.output();
  }
}
