package dev.classify.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/// The image of worker and command line on its own: read-only, without privileges, beside a
/// database.
@ExtendWith(BuiltImage.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ImageIT {

  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  private static final String NAME = "classify-image-test-" + ProcessHandle.current().pid();
  private static final String WORKER = NAME + "-worker";
  private static final String DATABASE = NAME + "-database";

  private final Docker docker = new Docker(Checkout.TOP);

  @BeforeAll
  void startTheWorkerAlone() throws Exception {
    docker.must("network", "create", NAME);
    docker.must(
        BuiltProgram.words(
            "run",
            "--detach",
            "--name=" + WORKER,
            "--network=" + NAME,
            "--publish=127.0.0.1::9080",
            "--read-only",
            "--tmpfs=/tmp",
            "--memory=352m",
            "--env=CLASSIFY_DB_URL=jdbc:postgresql://database:5432/classify",
            "--env=CLASSIFY_DB_USER=postgres",
            "--env=CLASSIFY_DB_PASSWORD=s3cret",
            "--env=SERVICE_NAME=worker-of-the-image",
            Docker.IMAGE));
    await().atMost(TIMEOUT).ignoreExceptions().until(() -> health().statusCode() > 0);
  }

  @AfterAll
  void stop() throws Exception {
    docker.ask("rm", "--force", "--volumes", WORKER, DATABASE);
    docker.ask("network", "rm", NAME);
  }

  @Test
  void workerIsUnhealthyUntilItsDatabaseIsThere() throws Exception {
    assertThat(health().statusCode()).isEqualTo(503);
    docker.must(
        BuiltProgram.words(
            "run",
            "--detach",
            "--name=" + DATABASE,
            "--network=" + NAME,
            "--network-alias=database",
            "--env=POSTGRES_DB=classify",
            "--env=POSTGRES_PASSWORD=s3cret",
            Docker.postgresImage()));
    await().atMost(TIMEOUT).until(() -> inWorker("classify", "migrate").exit() == 0);
    await().atMost(TIMEOUT).until(() -> health().statusCode() == 200);
    assertThat(health().body()).contains("worker-of-the-image");
    await()
        .atMost(TIMEOUT)
        .until(
            () -> docker.must("inspect", "--format={{.State.Health.Status}}", WORKER).strip(),
            "healthy"::equals);
  }

  @Test
  void imageHasTheCommandLineToo() throws Exception {
    Docker.Answer help = inWorker("classify", "--help");
    assertThat(help.exit()).as(help.output()).isZero();
    assertThat(help.output()).startsWith("Usage: classify ");
    Docker.Answer up = inWorker("classify", "cluster", "up");
    assertThat(up.exit()).as(up.output()).isEqualTo(1);
    assertThat(up.output()).contains("docker-compose.cluster.yml", "fix: ");
  }

  @Test
  void workerIsNotRootAndCannotWriteToTheImage() throws Exception {
    assertThat(inWorker("id", "-u").output().strip()).isEqualTo("10001");
    assertThat(inWorker("touch", "/opt/classify/x").output()).contains("Read-only file system");
  }

  private Docker.Answer inWorker(String... command) throws Exception {
    return docker.ask(BuiltProgram.words("exec", BuiltProgram.words(WORKER, command)));
  }

  private HttpResponse<String> health() throws Exception {
    String published = docker.must("port", WORKER, "9080/tcp").lines().findFirst().orElseThrow();
    URI address = URI.create("http://" + published + "/classify-api/health");
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
  }
}
