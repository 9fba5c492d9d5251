package dev.classify.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// S3Proxy in place of MinIO, as docker-compose.s3proxy.yml has it, without the rest of a cluster.
///
/// That nodes store and read snapshots there is tested with the cluster of processes.
@ExtendWith(BuiltImage.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ObjectStoreIT {

  private static final String IMAGE = "classify-object-store:test";

  private String project = "";
  private Docker docker = new Docker(Checkout.TOP);

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    for (String file :
        new String[] {
          "docker-compose.cluster.yml",
          "docker-compose.s3proxy.yml",
          "restate.toml",
          "nginx.conf",
          "nginx-admin.conf",
          "nginx-workers.sh",
          "database-roles.sh"
        }) {
      Files.copy(Checkout.TOP.resolve(file), folder.resolve(file));
    }
    new Docker(Checkout.TOP, Map.of("DOCKER_BUILDKIT", "1"))
        .must(
            "build",
            "-q",
            "-f",
            "Dockerfile.service",
            "--target",
            "object-store",
            "-t",
            IMAGE,
            ".");
    long number = 2 + ProcessHandle.current().pid() % 50;
    project = "classify-store-test-" + number;
    docker =
        new Docker(
            folder,
            Map.of(
                "COMPOSE_FILE",
                "docker-compose.cluster.yml:docker-compose.s3proxy.yml",
                "COMPOSE_PROJECT_NAME",
                project,
                "CLUSTER_NET",
                "172.28." + number,
                "CLASSIFY_IMAGE",
                Docker.IMAGE,
                "CLASSIFY_STORE_IMAGE",
                IMAGE));
    docker.must("compose", "up", "-d", "--wait", "minio");
    docker.must("compose", "run", "--rm", "-T", "bucket");
  }

  @AfterAll
  void remove() throws Exception {
    docker.must("compose", "down", "-v");
  }

  @Test
  void nodesWriteToTheBucketWithTheirKeyAndOnlyOnceWhereTheySaySo() throws Exception {
    String key = "$(cat /s/store-user):$(cat /s/store-password)";
    assertThat(put(key, "first")).isEqualTo("200");
    assertThat(put(key, "first")).isEqualTo("412");
    assertThat(put(key, "second")).isEqualTo("200");
  }

  @Test
  void anotherKeyIsRefused() throws Exception {
    assertThat(put("$(cat /s/store-user):guess", "third")).isEqualTo("403");
    assertThat(put("minioadmin:minioadmin", "third")).isEqualTo("403");
  }

  /// Stores an object unless there is one, as Restate does for its snapshots.
  ///
  /// @return the status
  private String put(String key, String object) throws Exception {
    String curl =
        """
        curl -s -o /dev/null -w '%%{http_code}' --aws-sigv4 aws:amz:us-east-1:s3 -u "%s" \
        -H 'x-amz-content-sha256: UNSIGNED-PAYLOAD' -H 'if-none-match: *' \
        -H 'content-type: text/plain' -X PUT -d data \
        http://minio:9000/restate/%s
        """
            .formatted(key, object);
    return docker
        .must(
            "run",
            "--rm",
            "--network",
            project + "_snapshots",
            "-v",
            project + "_secrets-nodes:/s:ro",
            "--entrypoint",
            "sh",
            restateImage(),
            "-c",
            curl)
        .strip();
  }

  private static String restateImage() {
    return Docker.imagesNeeded().stream()
        .filter(image -> image.contains("/restate:"))
        .findFirst()
        .orElseThrow();
  }
}
