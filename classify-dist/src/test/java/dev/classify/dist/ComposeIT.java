package dev.classify.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.classify.api.BatchLimits;
import dev.classify.cli.cluster.Compose;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The real compose file, handled by the commands that a user has for it. A command is called in
/// this JVM unless it prints what Compose prints, or is killed.
@ExtendWith(BuiltImage.class)
@ResourceLock(ScratchCluster.FIVE_NODES)
@Order(1)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ComposeIT {

  /// Enough that a job is under way for seconds after its first batch is stored.
  private static final int ROWS = 4_000;

  private static final int FEW_ROWS = 200;
  private static final String[] WORKERS =
      IntStream.rangeClosed(1, 5).mapToObj(n -> "classify-service-" + n).toArray(String[]::new);
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final Duration POLL = Duration.ofMillis(500);

  private ScratchCluster cluster;
  private Compose compose;
  private Path input;
  private BuiltProgram.Result up;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    cluster = ScratchCluster.in(folder);
    cluster.program().run("cluster", "clean", "--yes");
    input = Samples.repeated(folder, ROWS);
    up = cluster.must("cluster", "up");
    compose = cluster.compose();
  }

  @AfterAll
  void clean() throws Exception {
    cluster.must("cluster", "clean", "--yes");
  }

  @Test
  void firstStartWritesSecretsOfItsOwnAndSaysWhereThingsAre() throws Exception {
    Path env = cluster.folder().resolve(".env");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(env)))
        .isEqualTo("rw-------");
    assertThat(cluster.settings().getProperty("CLASSIFY_DB_PASSWORD")).matches("[0-9a-f]{32}");
    assertThat(cluster.settings().getProperty("MINIO_ROOT_PASSWORD")).matches("[0-9a-f]{32}");
    assertThat(up.err()).contains("wrote ", ".env", "$ docker compose -f ");
    assertThat(up.out())
        .contains(
            "http://" + cluster.address() + ":59070/ui", "by the rules", "set OPENAI_API_KEY");

    String before = Files.readString(env);
    assertThat(cluster.must("cluster", "up").err()).doesNotContain("wrote ");
    assertThat(env).hasContent(before);
  }

  @Test
  void workersTakeTurns() throws Exception {
    List<String> names = new ArrayList<>();
    for (int request = 0; request < 10; request++) {
      names.add(cluster.get(9080, "/classify-api/health").get("service").asText());
    }
    assertThat(names.subList(0, 5)).doesNotHaveDuplicates();
    assertThat(names.subList(5, 10)).isEqualTo(names.subList(0, 5));
  }

  @Test
  void fromOutsideTheDocumentedPortsAnswerAndNginxHidesTheHandlers() throws Exception {
    assertThat(new ClusterDoors(cluster).published())
        .hasSize(12)
        .isEqualTo(ClusterDoors.documentedOutside());
    assertThat(cluster.status(9080, "/invoke/classify-api/batch")).isEqualTo(404);
    assertThat(cluster.status(9080, "/discover")).isEqualTo(404);
    assertThat(cluster.get(9080, "/api/v1/jobs").get("status").asInt()).isEqualTo(401);
  }

  @Test
  void prometheusReadsEveryWorkerAndEveryNodeAndKnowsTheAlerts() throws Exception {
    assumeThat(cluster.docker().imageOf("prometheus")).isPresent();
    ClusterPrometheus prometheus = new ClusterPrometheus(cluster);
    prometheus.start();
    await()
        .atMost(PATIENCE)
        .pollInterval(POLL)
        .untilAsserted(
            () ->
                assertThat(prometheus.read())
                    .containsEntry("workers", 5)
                    .containsEntry("restate", 5));
    assertThat(prometheus.rules()).isNotEmpty().doesNotContain("err");
    prometheus.stop();
  }

  /// Five workers behind the published port.
  @Test
  void userLogsInOnceAndEveryWorkerKnowsWhoIsWhoThroughNginx() throws Exception {
    awaitWell();
    Path password = Files.writeString(cluster.folder().resolve("password"), "correct horse staple");
    cluster.must("user", "add", "ada", "--role", "viewer", "--password-file", password.toString());
    ApiClient api = new ApiClient(URI.create("http://" + cluster.address() + ":9080"));
    JsonNode login = api.logIn("ada", "correct horse staple");
    String token = login.path("accessToken").asText();
    WebDoor door = new WebDoor(api, WORKERS.length);
    assertThat(door.answeredBy(token)).containsExactly(WORKERS);
    assertThat(api.post("/jobs/x/pause", token, "{}").statusCode()).isEqualTo(403);
    door.assertRefused(ForgedTokens.of(token, cluster.tables()));
    door.assertEventsArriveAtOnce(token);
    door.assertPageIsGuarded();
    door.assertReplayEndsTheLogin(login.path("refreshToken").asText());
  }

  @ParameterizedTest
  @ValueSource(ints = {9070, 29070, 39070, 49070, 59070})
  void adminPortsAnswerNoPageOfAnotherSite(int port) throws Exception {
    ClusterDoors doors = new ClusterDoors(cluster);
    String own = cluster.address() + ":" + port;
    String named = "evil.example:" + port;
    assertThat(doors.pageCall(port, own, "http://" + own)).contains(" 200 ");
    assertThat(doors.pageCall(port, "localhost:" + port, "http://evil.example")).contains(" 403 ");
    assertThat(doors.pageCall(port, named, "http://" + named)).contains(" 421 ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"workers", "nodes", "data", "snapshots"})
  void fromInsideANetworkTheDocumentedPortsAnswer(String network) throws Exception {
    awaitWell();
    assertThat(ClusterDoors.documented()).containsOnlyKeys("workers", "nodes", "data", "snapshots");
    assertThat(new ClusterDoors(cluster).reachedFrom(network))
        .isNotEmpty()
        .isEqualTo(ClusterDoors.documented().get(network));
  }

  @Test
  void callThatNoNodeHasSignedIsRefusedByTheWorkers() throws Exception {
    awaitWell();
    ClusterDoors doors = new ClusterDoors(cluster);
    for (String request : List.of("POST /invoke/classify-api/batch", "GET /discover")) {
      assertThat(doors.unsignedCall("workers", "classify-service-1", request)).contains(" 401 ");
      assertThat(doors.unsignedCall("nodes", "nginx", request)).contains(" 401 ");
    }
  }

  @Test
  void applicationMayReadAndWriteRowsOnly() throws Exception {
    DatabaseQueries tables = cluster.tables();
    assertThat(tables.text("select string_agg(rolname, ' ') from pg_roles where rolsuper"))
        .isEqualTo("postgres");
    assertThat(tables.text("select distinct tableowner from pg_tables where schemaname = 'public'"))
        .isEqualTo("classify_owner");
    for (String change : List.of("create table mine (n int)", "drop table jobs")) {
      assertThatThrownBy(() -> tables.execute(change)).isInstanceOf(SQLException.class);
    }
  }

  /// The secrets are in volumes, so that they outlast the file.
  @Test
  void clusterAndCommandsWorkWithoutAnEnvironmentFile() throws Exception {
    awaitWell();
    Path rows = Samples.repeated(cluster.folder(), FEW_ROWS);
    Path env = cluster.folder().resolve(".env");
    Path aside = Files.move(env, cluster.folder().resolve("env"));
    try {
      cluster.docker().must("compose", "up", "-d", "--wait");
      assertThat(cluster.must(run("no-env", rows, 8)).out()).contains("classified");
    } finally {
      Files.move(aside, env);
    }
    assertEveryRowStoredOnce("no-env", FEW_ROWS);
  }

  @Test
  void fiveNodesAreOneClusterAndKnowTheSameWorkers() throws Exception {
    assertThat(members()).hasSize(5);
    List<JsonNode> deployments = new ArrayList<>();
    for (int port : new int[] {9070, 29070, 39070, 49070, 59070}) {
      JsonNode known = cluster.get(port, "/deployments").get("deployments");
      assertThat(known).hasSize(1);
      deployments.add(known.get(0).get("id"));
    }
    assertThat(deployments).containsOnly(deployments.getFirst());
    assertThat(cluster.must("cluster", "ps").out()).contains("healthy: all 16");
  }

  @Test
  void commandLineInAContainerClassifiesAFileOfTheFolder() throws Exception {
    String file = Samples.repeated(cluster.folder(), FEW_ROWS).getFileName().toString();
    cluster.docker().must("compose", "run", "--rm", "-T", "classify", "run", file, "--force");
    String job = cluster.tables().text("select job_id from jobs where job_id like 'job-%' limit 1");
    assertEveryRowStoredOnce(job, FEW_ROWS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"classify-service-2", "nginx", "restate-1", "restate-3 restate-4"})
  void jobEndsByItselfAlthoughPartsAreKilled(String killed) throws Exception {
    String[] parts = killed.split(" ");
    String job = "kill-" + parts[0];
    BuiltProgram.RunningCall run = cluster.begin(run(job, input, 8));
    awaitStored(job, 1);
    cluster.kill(parts);
    assertThat(run.isAlive()).isTrue();
    if (killed.equals("nginx")) {
      BuiltProgram.Result ps = cluster.program().run("cluster", "ps");
      assertThat(ps.exit()).isEqualTo(1);
      assertThat(ps.out()).contains("unhealthy: nginx (");
      cluster.start(parts);
    }

    BuiltProgram.Result ended = run.await();
    assertThat(ended.exit()).as(ended.err()).isZero();
    assertEveryRowStoredOnce(job, ROWS);
    cluster.start(parts);
    awaitWell();
  }

  /// A lock keeps the workers from storing anything until they are killed with NGINX.
  @Test
  void batchesHandedOverGoOnAfterDownAndUpAndTheSameCommandDoesTheRest() throws Exception {
    String job = "down-up";
    int batches = 32;
    try (Connection lock = cluster.tables().connect();
        Statement statement = lock.createStatement()) {
      lock.setAutoCommit(false);
      statement.execute("lock table classifications in exclusive mode");
      BuiltProgram.RunningCommand run = cluster.program().start(run(job, input, batches));
      await().atMost(PATIENCE).until(() -> cluster.batchesUnderWay() == batches);
      cluster.kill("nginx");
      cluster.kill(WORKERS);
      run.process().destroyForcibly().waitFor();
    }
    assertThat(cluster.tables().stored(job)).isZero();

    cluster.must("cluster", "down");
    cluster.must("cluster", "up");
    long handedOver = (long) batches * BatchLimits.ROWS_MAX;
    assertThat(handedOver).isLessThan(ROWS);
    await().atMost(PATIENCE).until(() -> cluster.tables().stored(job) == handedOver);
    BuiltProgram.Result rest = cluster.call(run(job, input, 8));
    assertThat(rest.exit()).as(rest.err()).isZero();
    assertEveryRowStoredOnce(job, ROWS);
  }

  @Test
  void allInOneClassifiesOnTheClusterThatIsUpAndSaysWhereToLook() throws Exception {
    awaitWell();
    BuiltProgram.Result ended =
        cluster.must("all-in-one", Samples.FILE.toString(), "--job", "all-in-one", "--force");
    assertThat(ended.out()).contains("all-in-one", "classified");
    assertThat(ended.err()).contains("registered ", ":59070/ui");
  }

  /// Comes last, because afterwards the workers ask the simulator.
  @Test
  @Order(Integer.MAX_VALUE)
  void simulatorOfTheProfileAnswersWithoutAKeyAndReplacesNoPaidAnswer() throws Exception {
    awaitWell();
    cluster.docker().must("compose", "--profile", "simulate", "up", "-d", "--wait", "simulator");
    try {
      restartWorkers();
      String[] run = {"run", Samples.FILE.toString(), "--job", "simulated", "--rpm", "6000"};
      BuiltProgram.Result ended = cluster.call(run);
      assertThat(ended.exit()).as(ended.err()).isZero();
      assertThat(ended.out()).contains("answers by the simulator");
      String simulated = " from classifications where model = 'simulator/rules'";
      assertThat(cluster.tables().number("select count(*)" + simulated)).isEqualTo(129);
      assertThat(cluster.get(8088, "/_simulator/requests")).isNotEmpty();
      ExtraWorkersTrial.in(cluster).run();

      cluster
          .tables()
          .execute("update classifications set model = 'gpt' where job_id = 'simulated'");
      BuiltProgram.Result refused = cluster.call(run);
      assertThat(refused.exit()).isEqualTo(1);
      assertThat(refused.err()).contains("holds answers of a language model", "fix: ");
    } finally {
      cluster.docker().must("compose", "rm", "-s", "-f", "simulator");
    }
    String host = "exec -T classify-service-1 getent hosts host.docker.internal";
    assertThat(cluster.docker().must(BuiltProgram.words("compose", host.split(" "))))
        .contains("host.docker.internal");
  }

  /// The first node is the one that is most like to think itself alone.
  @Test
  void nodeThatLostItsVolumeIsBroughtBackByOneCommand() throws Exception {
    awaitWell();
    assertThat(cluster.call("cluster", "repair", "restate-1").exit()).isEqualTo(2);

    cluster.loseVolume("restate-1");
    BuiltProgram.Result refused = cluster.call("cluster", "repair", "2");
    assertThat(refused.exit()).isEqualTo(1);
    assertThat(refused.err()).contains("restate-1 is down", "fix: ");

    BuiltProgram.Result repaired = cluster.call("cluster", "repair", "restate-1");
    assertThat(repaired.exit()).as(repaired.err()).isZero();
    assertThat(repaired.out()).contains("restate-1 is repaired");
    assertThat(members()).hasSize(5);
    assertThat(cluster.get(9070, "/deployments").get("deployments")).hasSize(1);
    Path rows = Samples.repeated(cluster.folder(), FEW_ROWS);
    assertThat(cluster.call(run("after-repair", rows, 8)).exit()).isZero();
    assertEveryRowStoredOnce("after-repair", FEW_ROWS);
  }

  @Test
  void stateIsNotDeletedWithoutAYes() throws Exception {
    BuiltProgram.Result asked = cluster.call("cluster", "clean");
    assertThat(asked.exit()).isEqualTo(2);
    assertThat(asked.err()).contains(cluster.project() + "_timescaledb", "--yes");
    assertThat(cluster.must("cluster", "ps").out()).contains("healthy: all ");
  }

  /// Each run is forced, so that rows which another test answered are asked for again.
  private static String[] run(String job, Path file, int inFlight) {
    return new String[] {
      "run", file.toString(), "--job", job, "--force", "--in-flight", Integer.toString(inFlight)
    };
  }

  private void restartWorkers() throws Exception {
    cluster.docker().must(BuiltProgram.words("compose", BuiltProgram.words("restart", WORKERS)));
    awaitWell();
  }

  private List<String> members() throws Exception {
    return cluster
        .docker()
        .must("compose", "exec", "-T", "restate-2", "restatectl", "nodes", "list", "--extra")
        .lines()
        .filter(line -> line.contains("Alive") && line.contains("Member"))
        .toList();
  }

  private void awaitWell() {
    await()
        .atMost(PATIENCE)
        .pollInterval(POLL)
        .until(() -> compose.unwell().isEmpty() && members().size() == 5);
  }

  private void awaitStored(String job, long rows) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> cluster.tables().stored(job) >= rows);
  }

  private void assertEveryRowStoredOnce(String job, int rows) throws Exception {
    DatabaseQueries tables = cluster.tables();
    assertThat(tables.stored(job)).isEqualTo(rows);
    assertThat(tables.rows("classifications", job)).isEqualTo(rows);
    assertThat(tables.rows("classification_attempts", job)).isEqualTo(rows);
  }
}
