package dev.classify.local;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The servers of a stack by name, and the port that each would have as a container.
///
/// The documentation names the ports of `docker-compose.cluster.yml`, so a cluster of several nodes
/// uses the same ones if they are free. Stacks of one node may run beside each other, and would
/// take such a port while the one that has it restarts its program.
public final class PortLayout {

  /// Any free port.
  static final int ANY = 0;

  /// A sixth node would need a port above the highest one: it has that of the first plus 100.
  private static final int NODES_STEPPED = 5;

  private static final int AFTER_STEPS = 100;

  /// Above those of the workers. The container of NGINX has 9081 for this.
  private static final int GATEWAY = 9_091;

  private static final int BETWEEN_NODES = 10_000;

  private PortLayout() {}

  static Map<String, Integer> of(Topology topology) {
    Map<String, Integer> layout = new LinkedHashMap<>();
    List<String> nodes = topology.nodeNames();
    for (int i = 0; i < nodes.size(); i++) {
      layout.put(nodes.get(i) + StackFile.INGRESS, ofNode(8_080, i));
      layout.put(nodes.get(i) + StackFile.ADMIN, ofNode(9_070, i));
      layout.put(nodes.get(i) + StackFile.NODE, ofNode(5_122, i));
    }
    layout.put(StackFile.POSTGRES, 5_432);
    List<String> workers = topology.workerNames();
    layout.put(StackFile.WORKER, 9_080);
    if (workers.size() > 1) {
      layout.put(StackFile.GATEWAY, GATEWAY);
    }
    for (int i = 0; i < workers.size(); i++) {
      layout.putIfAbsent(workers.get(i), 9_081 + i);
    }
    // The containers publish none of these.
    workers.forEach(worker -> layout.put(worker + StackFile.METRICS, ANY));
    topology.projectorNames().forEach(projector -> layout.put(projector, ANY));
    if (nodes.size() > 1) {
      layout.put(StackFile.OBJECT_STORE, 9_000);
    }
    if (topology.nodes() == 1) {
      layout.replaceAll((_, _) -> ANY);
    }
    return layout;
  }

  /// The first node keeps Restate's own ports, the second has them with a 2 before, and so on.
  ///
  /// @param port of the first node
  /// @param index 0 for the first node
  public static int ofNode(int port, int index) {
    int step = index % NODES_STEPPED;
    int start = port + index / NODES_STEPPED * AFTER_STEPS;
    return step == 0 ? start : (step + 1) * BETWEEN_NODES + start;
  }
}
