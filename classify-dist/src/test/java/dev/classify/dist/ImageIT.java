package dev.classify.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testcontainers.containers.Container.ExecResult;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.utility.DockerImageName;

/// The image of worker and command line on its own: read-only, without privileges, beside a
/// database.
@ExtendWith(BuiltImage.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ImageIT {

  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  private Network network;
  private GenericContainer<?> worker;
  private GenericContainer<?> database;

  @BeforeAll
  void startWorkerWithoutDatabase() {
    network = Network.newNetwork();
    database =
        new GenericContainer<>(DockerImageName.parse(Docker.postgresImage()))
            .withNetwork(network)
            .withNetworkAliases("database")
            .withEnv(Map.of("POSTGRES_DB", "classify", "POSTGRES_PASSWORD", "s3cret"));
    worker =
        new GenericContainer<>(DockerImageName.parse(Docker.IMAGE))
            .withNetwork(network)
            .withExposedPorts(9080)
            .withTmpFs(Map.of("/tmp", "rw"))
            .withCreateContainerCmdModifier(
                create ->
                    Objects.requireNonNull(create.getHostConfig())
                        .withReadonlyRootfs(true)
                        .withMemory(352L * 1024 * 1024))
            .withEnv(
                Map.of(
                    "CLASSIFY_DB_URL", "jdbc:postgresql://database:5432/classify",
                    "CLASSIFY_DB_USER", "postgres",
                    "CLASSIFY_DB_PASSWORD", "s3cret",
                    "SERVICE_NAME", "worker-of-the-image"));
    worker.start();
  }

  @AfterAll
  void stop() {
    worker.stop();
    database.stop();
    network.close();
  }

  @Test
  void workerIsUnhealthyUntilItsDatabaseIsThere() throws Exception {
    assertThat(health().statusCode()).isEqualTo(503);
    database.start();
    await()
        .atMost(TIMEOUT)
        .ignoreExceptions()
        .until(() -> worker.execInContainer("classify", "migrate").getExitCode() == 0);
    await().atMost(TIMEOUT).until(() -> health().statusCode() == 200);
    assertThat(health().body()).contains("worker-of-the-image");
    await()
        .atMost(TIMEOUT)
        .until(
            () -> worker.getCurrentContainerInfo().getState().getHealth().getStatus(),
            "healthy"::equals);
  }

  @Test
  void imageHasTheCommandLineToo() throws Exception {
    ExecResult help = worker.execInContainer("classify", "--help");
    assertThat(help.getExitCode()).isZero();
    assertThat(help.getStdout()).startsWith("Usage: classify ");
    ExecResult up = worker.execInContainer("classify", "cluster", "up");
    assertThat(up.getExitCode()).isEqualTo(1);
    assertThat(up.getStderr()).contains("docker-compose.cluster.yml", "fix: ");
  }

  @Test
  void workerIsNotRootAndCannotWriteToTheImage() throws Exception {
    assertThat(worker.execInContainer("id", "-u").getStdout().strip()).isEqualTo("10001");
    assertThat(worker.execInContainer("touch", "/opt/classify/x").getStderr())
        .contains("Read-only file system");
  }

  @Test
  void imageHasTheLicencesAndTheBillOfMaterials() throws Exception {
    ExecResult notices = worker.execInContainer("cat", "/opt/classify/THIRD-PARTY.txt");
    assertThat(notices.getStdout()).contains("pkg:maven/io.netty/netty-codec-http@");
    ExecResult files =
        worker.execInContainer("head", "-c1", "/opt/classify/sbom.json", "/opt/classify/LICENSE");
    assertThat(files.getExitCode()).as(files.getStderr()).isZero();
  }

  private HttpResponse<String> health() throws Exception {
    URI address =
        URI.create(
            "http://%s:%d/classify-api/health"
                .formatted(worker.getHost(), worker.getMappedPort(9080)));
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
  }
}
