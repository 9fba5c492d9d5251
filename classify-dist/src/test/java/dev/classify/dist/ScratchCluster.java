package dev.classify.dist;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.classify.cli.cluster.ClusterSize;
import dev.classify.cli.cluster.Compose;
import dev.classify.cli.cluster.render.ClusterFolder;
import dev.classify.store.DatabaseSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;

/// A cluster from the real compose file, in a folder, with a name, network and address of its own,
/// so that no cluster of a user is touched.
record ScratchCluster(
    Path folder, String project, String address, BuiltProgram program, Docker docker) {

  /// The lock of the tests that start five nodes and five workers.
  static final String FIVE_NODES = "five nodes and five workers";

  /// Of networks and addresses for clusters of these tests, and as many for a second one of each.
  private static final int NUMBERS = 50;

  private static final List<String> FILES =
      List.of(
          "docker-compose.cluster.yml",
          "restate.toml",
          "nginx.conf",
          "nginx-admin.conf",
          "nginx-workers.sh",
          "database-roles.sh",
          "observability/alerts.yml",
          "observability/prometheus.yml");

  /// The shipped files. Nothing is started yet.
  static ScratchCluster in(Path folder) throws IOException, InterruptedException {
    Files.createDirectory(folder.resolve("observability"));
    for (String file : FILES) {
      Files.copy(Checkout.TOP.resolve(file), folder.resolve(file));
    }
    return in(folder, number(), Map.of());
  }

  /// The files of another size. Nothing is started yet.
  ///
  /// @param settings over those of the environment
  static ScratchCluster of(ClusterSize size, Path folder, Map<String, String> settings)
      throws IOException, InterruptedException {
    new ClusterFolder(folder, false).write(size, 1);
    return in(folder, number(), settings);
  }

  /// Another cluster with the same files, settings and passwords.
  ScratchCluster elsewhere(Path other) throws IOException, InterruptedException {
    Files.createDirectories(other.resolve("observability"));
    for (String file : FILES) {
      Files.copy(folder.resolve(file), other.resolve(file));
    }
    Files.copy(folder.resolve(".env"), other.resolve(".env"));
    return in(other, number() + NUMBERS, program.environment());
  }

  private static long number() {
    return 2 + ProcessHandle.current().pid() % NUMBERS;
  }

  private static ScratchCluster in(Path folder, long number, Map<String, String> settings)
      throws IOException, InterruptedException {
    String project = "classify-test-" + number;
    String address = "127.77.0." + number;
    Map<String, String> environment = new HashMap<>(settings);
    environment.put("COMPOSE_FILE", "docker-compose.cluster.yml");
    environment.put("COMPOSE_PROJECT_NAME", project);
    environment.put("BIND_ADDR", address);
    environment.put("CLUSTER_NET", "172.29." + number);
    environment.put("CLASSIFY_IMAGE", image(folder));
    return new ScratchCluster(
        folder,
        project,
        address,
        new BuiltProgram(folder.resolve("classify-data"), environment),
        new Docker(folder, environment));
  }

  /// Our image, with the workers' JVMs as in [EmbeddedStack].
  private static String image(Path folder) throws IOException, InterruptedException {
    String image = Docker.IMAGE + "-first-compiler";
    Path context = Files.createDirectory(folder.resolve("image"));
    Files.writeString(
        context.resolve("Dockerfile"),
        "FROM %s\nENV JDK_JAVA_OPTIONS=%s\n".formatted(Docker.IMAGE, EmbeddedStack.FIRST_COMPILER));
    new Docker(context).must("build", "-q", "-t", image, ".");
    return image;
  }

  /// Runs a command in this JVM, with the settings that its process would find in the folder.
  BuiltProgram.Result call(String... arguments) throws IOException, InterruptedException {
    return begin(arguments).await();
  }

  /// The same, without waiting for its end.
  BuiltProgram.RunningCall begin(String... arguments) throws IOException {
    return inThisJvm().begin(arguments);
  }

  /// The program with the settings that its process would find in the folder.
  BuiltProgram inThisJvm() throws IOException {
    return new BuiltProgram(program.home(), environment());
  }

  /// Compose as the commands call it.
  Compose compose() throws IOException, InterruptedException {
    Map<String, String> all = new HashMap<>(System.getenv());
    all.putAll(environment());
    return Compose.find(all);
  }

  private Map<String, String> environment() throws IOException {
    Map<String, String> environment = new HashMap<>();
    settings().forEach((key, value) -> environment.put((String) key, (String) value));
    environment.putAll(program.environment());
    environment.put("COMPOSE_FILE", folder.resolve(FILES.getFirst()).toString());
    return environment;
  }

  /// Runs a command as a process, which must succeed.
  BuiltProgram.Result must(String... arguments) throws IOException, InterruptedException {
    BuiltProgram.Result ended = program.run(arguments);
    if (ended.exit() != 0) {
      throw new AssertionError(ended.exit() + "\n" + ended.out() + ended.err());
    }
    return ended;
  }

  /// As an outage would; it stays down.
  void kill(String... parts) throws IOException, InterruptedException {
    docker.must(BuiltProgram.words("kill", containers(parts)));
  }

  void start(String... parts) throws IOException, InterruptedException {
    docker.must(BuiltProgram.words("start", containers(parts)));
  }

  /// Takes a container and its volume away.
  void loseVolume(String part) throws IOException, InterruptedException {
    docker.must(BuiltProgram.words("rm", BuiltProgram.words("-f", containers(part))));
    docker.must("volume", "rm", project + "_" + part);
  }

  private String[] containers(String... parts) {
    return Stream.of(parts).map(part -> project + "-" + part + "-1").toArray(String[]::new);
  }

  /// As docs/cluster.md says.
  ///
  /// @param option such as `--wait`
  void scaleExtraWorkers(int workers, String option) throws IOException, InterruptedException {
    String service = ClusterSize.EXTRA_WORKERS;
    String scale = service + "=" + workers;
    docker.must("compose", "up", "-d", "--no-deps", option, "--scale", scale, service);
  }

  /// The memory that each container has now.
  String memory() throws IOException, InterruptedException {
    String[] stats = {"stats", "--no-stream", "--format", "{{.Name}} {{.MemUsage}}"};
    return docker.must(Stream.concat(Stream.of(stats), running().stream()).toArray(String[]::new));
  }

  /// Ids of the containers that run.
  ///
  /// @param parts none for all
  List<String> running(String... parts) throws IOException, InterruptedException {
    String[] ids = BuiltProgram.words("ps", BuiltProgram.words("-q", parts));
    return docker.must(BuiltProgram.words("compose", ids)).lines().sorted().toList();
  }

  /// As `.env` names it.
  DatabaseQueries tables() throws IOException {
    return new DatabaseQueries(
        new DatabaseSettings(
            "jdbc:postgresql://" + address + ":5432/classify",
            "classify",
            settings().getProperty("CLASSIFY_DB_PASSWORD")));
  }

  /// What `cluster up` wrote.
  Properties settings() throws IOException {
    Properties settings = new Properties();
    try (var file = Files.newBufferedReader(folder.resolve(".env"))) {
      settings.load(file);
    }
    return settings;
  }

  /// Batches that Restate has not finished.
  long batchesUnderWay() throws Exception {
    String query =
        "select count(*) as n from sys_invocation_status where target_handler_name = 'batch'"
            + " and status <> 'completed'";
    HttpRequest request =
        HttpRequest.newBuilder(port(9070, "/query"))
            .header("content-type", "application/json")
            .header("accept", "application/json")
            .POST(
                BodyPublishers.ofString(
                    new ObjectMapper().createObjectNode().put("query", query).toString()))
            .build();
    return json(request).at("/rows/0/n").asLong();
  }

  /// Changes something about the simulator of the profile.
  ///
  /// @param what such as `settings`
  void changeSimulator(String what, String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(port(8088, "/_simulator/" + what))
            .POST(BodyPublishers.ofString(body))
            .build();
    int status = HttpClient.newHttpClient().send(request, BodyHandlers.discarding()).statusCode();
    if (status != 200) {
      throw new AssertionError("the simulator answers " + status + " to " + body);
    }
  }

  /// Requests to a model that have reached the simulator.
  int requestsArrived() throws Exception {
    return get(8088, "/_simulator/requests?limit=1").path("arrived").asInt();
  }

  JsonNode get(int port, String path) throws Exception {
    return json(HttpRequest.newBuilder(port(port, path)).build());
  }

  /// The status of a GET and of a POST, which must be the same.
  int status(int port, String path) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(port(port, path));
    HttpClient client = HttpClient.newHttpClient();
    int get = client.send(request.GET().build(), BodyHandlers.discarding()).statusCode();
    HttpRequest post = request.POST(BodyPublishers.ofString("{}")).build();
    if (client.send(post, BodyHandlers.discarding()).statusCode() != get) {
      throw new AssertionError("GET and POST of " + path + " differ");
    }
    return get;
  }

  private URI port(int port, String path) {
    return URI.create("http://" + address + ":" + port + path);
  }

  private static JsonNode json(HttpRequest request) throws Exception {
    return new ObjectMapper()
        .readTree(HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body());
  }
}
