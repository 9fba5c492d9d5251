package dev.classify.local;

import dev.classify.local.process.Supervision;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Starts and stops nodes of a running cluster, so that it has those that its file names.
final class NodeChanges {

  private static final Logger log = LoggerFactory.getLogger(NodeChanges.class);

  private static final Duration INTERVAL = Duration.ofMillis(200);

  private final LocalSettings settings;
  private final StackHome home;
  private final Supervision supervision;
  private final List<String> present;

  /// Ports of new nodes, for as long as this process runs.
  private final List<PortReservation> reserved = new ArrayList<>();

  /// @param topology of the running stack
  NodeChanges(LocalSettings settings, StackHome home, Supervision supervision, Topology topology) {
    this.settings = settings;
    this.home = home;
    this.supervision = supervision;
    this.present = new ArrayList<>(topology.nodeNames());
  }

  /// Looks at the file until this process ends.
  void follow() {
    Thread.ofVirtual().name("node-changes").start(this::look);
  }

  private void look() {
    try {
      while (true) {
        Thread.sleep(INTERVAL);
        try {
          apply(StackFile.read(home.stackFile()));
        } catch (IOException | RuntimeException e) {
          log.warn("home={} nodes_not_changed", home.root(), e);
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void apply(StackFile file) throws IOException, InterruptedException {
    List<String> wanted = file.topology().nodeNames();
    for (String node : wanted) {
      if (!present.contains(node)) {
        log.info("component={} added", node);
        reserved.add(PortReservation.reserve(file.portsOf(node)));
        supervision.add(new StackComponents(settings, home, file).node(node), present.getLast());
        present.add(node);
      }
    }
    for (String node : List.copyOf(present)) {
      if (!wanted.contains(node)) {
        log.info("component={} removed", node);
        supervision.remove(node);
        present.remove(node);
      }
    }
  }
}
