package dev.classify.cli.cluster.verify;

import com.sun.net.httpserver.HttpServer;
import dev.classify.cli.cluster.Cluster;
import dev.classify.cli.cluster.ClusterAddresses;
import dev.classify.local.process.CommandOutput;
import dev.classify.store.DatabaseSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;

/// A cluster of two nodes and two workers behind one address, with answers that the test sets.
final class StubCluster implements Cluster, AutoCloseable {

  /// What the tool prints, by a word of the question.
  final Map<String, String> tool = new HashMap<>();

  /// What is answered, by the beginning of the path.
  final Map<String, String> web = new HashMap<>();

  boolean hasTool = true;

  boolean pooler;

  final List<String> extraWorkers = new ArrayList<>();

  final List<String> workersInTurn = new ArrayList<>(List.of("worker-1", "worker-2"));

  private final HttpServer server;
  private int turn;

  StubCluster() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/",
        call -> {
          try (call) {
            call.getRequestBody().readAllBytes();
            String answer = answer(call.getRequestURI().getPath());
            byte[] body = answer.getBytes(StandardCharsets.UTF_8);
            call.sendResponseHeaders(answer.isEmpty() ? 503 : 200, Math.max(body.length, -1));
            call.getResponseBody().write(body);
          }
        });
    server.start();
  }

  private synchronized String answer(String path) {
    if (path.equals("/classify-api/health")) {
      return """
      {"service":"%s","checks":{"database":{"connections_max":%d,"pooler":%b}}}\
      """
          .formatted(workersInTurn.get(turn++ % workersInTurn.size()), pooler ? 3 : 9, pooler);
    }
    return web.getOrDefault(path, "");
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  @Override
  public ClusterAddresses addresses() {
    List<URI> nodes = List.of(address(), address());
    return new ClusterAddresses(
        nodes, nodes, address(), address(), new DatabaseSettings("jdbc:postgresql:none", "", ""));
  }

  @Override
  public List<String> nodes() {
    return List.of("restate-1", "restate-2");
  }

  @Override
  public List<String> workers() {
    return List.of("worker-1", "worker-2");
  }

  @Override
  public List<String> extraWorkers() {
    return extraWorkers;
  }

  @Override
  public void kill(String part) {
    throw new AssertionError("nothing is killed here: " + part);
  }

  @Override
  public void start(String part) {
    throw new AssertionError("nothing is started here: " + part);
  }

  @Override
  public boolean hasRestatectl() {
    return hasTool;
  }

  @Override
  public CommandOutput restatectl(String node, String... arguments) {
    String question = String.join(" ", arguments);
    return tool.entrySet().stream()
        .filter(known -> question.contains(known.getKey()))
        .map(known -> new CommandOutput(0, known.getValue()))
        .findFirst()
        .orElseThrow(() -> new AssertionError("nobody answers " + Arrays.toString(arguments)));
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
