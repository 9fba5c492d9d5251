package dev.classify.cli.cluster;

import dev.classify.local.restate.ClusterNode;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// How many nodes and workers a cluster of containers has, and what follows from it.
public record ClusterSize(int nodes, int workers) {

  /// The compose file of the sources.
  public static final ClusterSize SHIPPED = new ClusterSize(5, 5);

  /// Their addresses lie below those that Docker gives away, with one for the simulator between
  /// them. More do not fit on one machine anyway.
  public static final int WORKERS_MAX = 20;

  /// A cluster goes on while more than half of its nodes are up, so an even number survives no more
  /// than the odd one below it.
  public static final List<Integer> NODES = List.of(1, 3, 5, 7);

  /// Measured: the speed of one node is the same with 1 and 8, and a fifth lower with 24.
  private static final int PARTITIONS_MIN = 8;

  /// All partitions together; NGINX lets 1,024 calls through.
  private static final int INVOCATIONS = 800;

  /// 6 for batches and 3 for the HTTP API (`SERVICE_DB_CONNECTIONS`, `WebApi`).
  private static final int CONNECTIONS_OF_WORKER = 9;

  /// Commands, the runner, a projector and people.
  public static final int CONNECTIONS_OF_OTHERS = 30;

  /// `default_pool_size` of the service `pgbouncer`.
  public static final int CONNECTIONS_OF_POOLER = 30;

  /// As the compose file names them.
  public static final String NODE = "restate-";

  /// As the compose file names them.
  public static final String WORKER = "classify-service-";

  /// The service of the compose file whose containers are further workers, any number of them.
  /// Their names are this one, a dash and the id of the container.
  public static final String EXTRA_WORKERS = "classify-service-extra";

  /// What a compose file has, empty if it is none of ours.
  static Optional<ClusterSize> of(String compose) {
    ClusterSize size = new ClusterSize(count(compose, NODE), count(compose, WORKER));
    return size.nodes == 0 || size.workers == 0 ? Optional.empty() : Optional.of(size);
  }

  /// Names of services, which have settings, and not of volumes, which have none.
  private static int count(String compose, String prefix) {
    Pattern service = Pattern.compile("(?m)^  " + prefix + "\\d+:\\R    \\S");
    return (int) service.matcher(compose).results().count();
  }

  public List<String> nodeNames() {
    return named(NODE, nodes);
  }

  public List<String> workerNames() {
    return named(WORKER, workers);
  }

  /// Copies of partitions and their logs.
  public int copies() {
    return ClusterNode.copies(nodes);
  }

  /// Nodes that may be lost at the same time.
  public int lossesSurvived() {
    return nodes - copies();
  }

  /// A power of two; several for each node, so that the leaders of a lost node are shared out.
  public int partitions() {
    int wanted = Math.max(PARTITIONS_MIN, nodes + (nodes + 1) / 2);
    return Integer.highestOneBit(wanted * 2 - 1);
  }

  /// In-flight invocations of one partition.
  public int invocationsOfPartition() {
    return INVOCATIONS / partitions();
  }

  /// What its workers and all other programs open at most.
  public int databaseConnections() {
    return workers * CONNECTIONS_OF_WORKER + CONNECTIONS_OF_OTHERS;
  }

  /// What PostgreSQL allows: enough for the extra workers that may be added while it runs. One that
  /// nobody uses costs it 25 KiB.
  public int databaseConnectionsAllowed() {
    return Math.max(workers, WORKERS_MAX) * CONNECTIONS_OF_WORKER + CONNECTIONS_OF_OTHERS;
  }

  private static List<String> named(String prefix, int count) {
    return IntStream.rangeClosed(1, count).mapToObj(number -> prefix + number).toList();
  }
}
