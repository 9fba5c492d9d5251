package dev.classify.cli.cluster.render;

import dev.classify.cli.cluster.ClusterSize;
import dev.classify.local.PortLayout;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The compose file of a cluster, and every file that it names.
///
/// The files at the top of the source tree are the template: they are those of five nodes and five
/// workers, and for another size only what depends on it changes.
public final class ClusterFiles {

  public static final String COMPOSE = "docker-compose.cluster.yml";
  private static final String TLS = "docker-compose.tls.yml";
  private static final String S3PROXY = "docker-compose.s3proxy.yml";
  private static final Pattern NAMED = Pattern.compile("\\{file: \\./([^}]+)}");
  private static final String CONTEXT = "context: .\n";
  private static final String PROJECTOR = "  projector:\n    <<: *classify\n";

  /// While all projections are built anew. Those of the first are among those of others.
  private static final int CONNECTIONS_OF_PROJECTOR = 8;

  private static final int INGRESS = 8_080;
  private static final int ADMIN = 9_070;

  private static final int NODES = ClusterSize.SHIPPED.nodes();
  private static final int WORKERS = ClusterSize.SHIPPED.workers();

  /// Addresses of workers begin here, and pass over that of the simulator.
  private static final int FIRST_ADDRESS = 11;

  private static final int SIMULATOR = 20;

  private ClusterFiles() {}

  /// Texts by the path beside the compose file, which is the first.
  ///
  /// @param projectors how many share the work of the read models; one in the shipped file
  /// @param sources the folder of the Dockerfile, as Compose finds it from the compose file
  public static Map<String, String> of(ClusterSize size, int projectors, String sources) {
    String context = "context: " + sources + "\n";
    Map<String, String> files = new LinkedHashMap<>();
    String compose = compose(size, projectors).replace(CONTEXT, context).toString();
    files.put(COMPOSE, compose);
    String tls = tls(size, projectors).toString();
    files.put(TLS, tls);
    files.put(S3PROXY, shipped(S3PROXY).replace(CONTEXT, context).toString());
    NAMED.matcher(compose + tls).results().forEach(named -> put(files, named.group(1), size));
    return files;
  }

  private static void put(Map<String, String> files, String name, ClusterSize size) {
    SizedText text =
        switch (name) {
          case "restate.toml" -> restate(size);
          case "nginx.conf" -> nginx(size);
          case "nginx-admin.conf" -> admin(size);
          case "observability/prometheus.yml" -> prometheus(size);
          default -> shipped(name);
        };
    files.put(name, text.toString());
  }

  private static SizedText compose(ClusterSize size, int projectors) {
    int nodes = size.nodes();
    int workers = size.workers();
    SizedText text = shipped(COMPOSE);
    text.replace(
        "%d Restate nodes and %d workers".formatted(NODES, WORKERS),
        "%d Restate %s and %d %s"
            .formatted(
                nodes,
                nodes == 1 ? "node" : "nodes",
                workers,
                workers == 1 ? "worker" : "workers"));
    for (int port : new int[] {INGRESS, ADMIN, 5_122}) {
      text.series(",", NODES, nodes, n -> "http://restate-" + n + ":" + port);
    }
    text.blocks("  restate-1:\n", "  restate-2:\n", NODES, nodes, ClusterFiles::node);
    text.replace("for n in " + numbers(NODES) + "; do", "for n in " + numbers(nodes) + "; do");
    text.replace("[ $$waiting = %d ]".formatted(NODES), "[ $$waiting = %d ]".formatted(nodes));
    text.blocks(
        "  classify-service-1:\n",
        "  classify-service-2:\n",
        WORKERS,
        workers,
        ClusterFiles::worker);
    text.series("\n", WORKERS, workers, n -> "      - \"" + named(n) + ":" + address(n) + "\"");
    text.series("\n", NODES, nodes, ClusterFiles::adminPort);
    text.series("\n", NODES, nodes, n -> "      restate-" + n + ": *started");
    text.series("\n", NODES, nodes, n -> "      restate-" + n + ": *healthy");
    text.series("\n", WORKERS, workers, n -> "      " + named(n) + ": *healthy");
    text.series("\n", NODES, nodes, n -> "  restate-" + n + ":");
    if (projectors != 1) {
      text.replace(PROJECTOR, PROJECTOR + "    scale: " + projectors + "\n");
    }
    return allowing(text, size, projectors);
  }

  private static SizedText tls(ClusterSize size, int projectors) {
    SizedText text = shipped(TLS);
    text.series("\n", WORKERS, size.workers(), n -> "  " + named(n) + ": *database");
    return allowing(text, size, projectors);
  }

  private static SizedText allowing(SizedText text, ClusterSize size, int projectors) {
    return text.replace(
        "max_connections=" + ClusterSize.SHIPPED.databaseConnectionsAllowed(),
        "max_connections=" + connections(size, projectors));
  }

  /// What PostgreSQL has to allow.
  public static int connections(ClusterSize size, int projectors) {
    return size.databaseConnectionsAllowed()
        + Math.max(0, projectors - 1) * CONNECTIONS_OF_PROJECTOR;
  }

  private static int portOf(int first, int node) {
    return PortLayout.ofNode(first, node - 1);
  }

  private static String numbers(int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(Integer::toString)
        .collect(Collectors.joining(" "));
  }

  private static String named(int worker) {
    return ClusterSize.WORKER + worker;
  }

  private static String address(int worker) {
    int place = FIRST_ADDRESS - 1 + worker;
    return "${CLUSTER_NET:-172.30.92}." + (place < SIMULATOR ? place : place + 1);
  }

  private static String adminPort(int node) {
    int port = portOf(ADMIN, node);
    return "      - \"${BIND_ADDR:-127.0.0.1}:%d:%d\"".formatted(port, port);
  }

  private static String node(int number, String first) {
    return first
        .replace("restate-1", "restate-" + number)
        .replace("\"1\"", "\"" + number + "\"")
        .replace("localhost:" + ADMIN, "localhost:" + portOf(ADMIN, number))
        .replace("localhost:" + INGRESS, "localhost:" + portOf(INGRESS, number))
        .replace(
            ":%d:%d".formatted(INGRESS, INGRESS),
            ":%d:%d".formatted(portOf(INGRESS, number), INGRESS));
  }

  private static String worker(int number, String first) {
    return first.replace(named(1), named(number)).replace(address(1), address(number));
  }

  private static SizedText restate(ClusterSize size) {
    ClusterSize shipped = ClusterSize.SHIPPED;
    return shipped("restate.toml")
        .series(", ", NODES, size.nodes(), n -> "\"http://restate-" + n + ":5122/\"")
        .replace(
            "default-num-partitions = " + shipped.partitions(),
            "default-num-partitions = " + size.partitions())
        .replace(
            "default-replication = " + shipped.copies(), "default-replication = " + size.copies())
        .replace(
            "concurrent-invocations-limit = " + shipped.invocationsOfPartition(),
            "concurrent-invocations-limit = " + size.invocationsOfPartition());
  }

  private static SizedText nginx(ClusterSize size) {
    return shipped("nginx.conf")
        .series(
            "\n",
            WORKERS,
            size.workers(),
            n -> "    server " + named(n) + ":9080 max_fails=1 fail_timeout=2s;");
  }

  private static SizedText admin(ClusterSize size) {
    return shipped("nginx-admin.conf")
        .series("\n", NODES, size.nodes(), n -> "    %d restate-%d;".formatted(portOf(ADMIN, n), n))
        .series("\n", NODES, size.nodes(), n -> "    listen %d;".formatted(portOf(ADMIN, n)));
  }

  private static SizedText prometheus(ClusterSize size) {
    return shipped("observability/prometheus.yml")
        .series("\n", WORKERS, size.workers(), n -> "          - " + named(n) + ":9464")
        .series(", ", NODES, size.nodes(), n -> "restate-" + n + ":5122");
  }

  private static SizedText shipped(String name) {
    try (InputStream file = ClusterFiles.class.getResourceAsStream("/cluster/" + name)) {
      if (file == null) {
        throw new IllegalStateException("cluster/" + name + " is missing in this build");
      }
      return new SizedText(name, new String(file.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
