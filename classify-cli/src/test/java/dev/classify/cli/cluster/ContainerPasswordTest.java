package dev.classify.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A program named `docker` prints the password for one container.
class ContainerPasswordTest {

  @TempDir Path folder;

  @BeforeEach
  void writeDocker() throws Exception {
    Path docker =
        Files.writeString(
            folder.resolve("docker"),
            """
            #!/bin/sh
            [ "$*" = "exec mine-timescaledb-1 cat /run/application/database-password" ] || exit 1
            echo s3cret
            """);
    Files.setPosixFilePermissions(docker, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @Test
  void clusterInDockerSaysThePasswordThatItMade() {
    assertThat(ContainerPassword.find(environment("COMPOSE_PROJECT_NAME", "mine")))
        .contains("s3cret");
  }

  @Test
  void withoutItsContainerOrDockerThereIsNone() {
    assertThat(ContainerPassword.find(environment("COMPOSE_PROJECT_NAME", "other"))).isEmpty();
    assertThat(ContainerPassword.find(environment("LANG", "C"))).isEmpty();
    assertThat(
            ContainerPassword.find(
                Map.of("PATH", "/no/such/folder", "COMPOSE_PROJECT_NAME", "mine")))
        .isEmpty();
  }

  @Test
  void dockerIsNotAskedWhereTheSettingsSayIt() throws Exception {
    Files.writeString(folder.resolve("docker"), "#!/bin/sh\ntouch \"$(dirname $0)/asked\"\n");
    for (String key :
        new String[] {"CLASSIFY_DB_PASSWORD", "CLASSIFY_DB_PASSWORD_FILE", "CLASSIFY_DB_URL"}) {
      assertThat(ContainerPassword.find(environment(key, "anything"))).isEmpty();
    }
    assertThat(folder.resolve("asked")).doesNotExist();
    ContainerPassword.find(environment("CLASSIFY_DB_PASSWORD", " "));
    assertThat(folder.resolve("asked")).exists();
  }

  @Test
  void passwordIsForThisMachineOnly() {
    for (String address : new String[] {"", "127.77.0.3", "0.0.0.0", "::1"}) {
      Map<String, String> here = environment("COMPOSE_PROJECT_NAME", "mine");
      here.put("BIND_ADDR", address);
      assertThat(ContainerPassword.find(here)).as(address).contains("s3cret");
    }
    for (String address : new String[] {"192.0.2.7", "elsewhere.example", "localhost.example"}) {
      Map<String, String> elsewhere = environment("COMPOSE_PROJECT_NAME", "mine");
      elsewhere.put("BIND_ADDR", address);
      assertThat(ContainerPassword.find(elsewhere)).as(address).isEmpty();
    }
  }

  private Map<String, String> environment(String key, String value) {
    Map<String, String> environment = new HashMap<>(Map.of("PATH", folder.toString()));
    environment.put(key, value);
    return environment;
  }
}
