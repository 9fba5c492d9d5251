package dev.classify.cli.cluster.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.classify.cli.cluster.ClusterSize;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClusterFilesTest {

  private static final Path TOP = Path.of("..").toAbsolutePath().normalize();

  private static Map<String, String> files(int nodes, int workers) {
    return ClusterFiles.of(new ClusterSize(nodes, workers), 1, "..");
  }

  private static JsonNode compose(int nodes, int workers) throws Exception {
    return ComposeYaml.read(text(files(nodes, workers), ClusterFiles.COMPOSE));
  }

  private static String text(Map<String, String> files, String file) {
    return Objects.requireNonNull(files.get(file), file);
  }

  @Test
  void shippedFilesAreThoseOfFiveNodesAndFiveWorkers() throws Exception {
    Map<String, String> files = ClusterFiles.of(ClusterSize.SHIPPED, 1, ".");
    assertThat(files)
        .containsKeys(
            "docker-compose.cluster.yml",
            "docker-compose.s3proxy.yml",
            "docker-compose.tls.yml",
            "restate.toml",
            "nginx.conf",
            "nginx-admin.conf",
            "nginx-tls.conf",
            "nginx-workers.sh",
            "database-hba.conf",
            "database-roles.sh",
            "observability/prometheus.yml");
    for (Map.Entry<String, String> file : files.entrySet()) {
      assertThat(file.getValue())
          .as(file.getKey())
          .isEqualTo(Files.readString(TOP.resolve(file.getKey())));
    }
  }

  @ParameterizedTest
  @CsvSource({"1,1", "3,3", "5,5", "5,20", "7,10"})
  void everythingThatIsNumberedFollowsTheSize(int nodes, int workers) throws Exception {
    ClusterSize size = new ClusterSize(nodes, workers);
    Map<String, String> files = files(nodes, workers);
    for (String file :
        List.of(
            ClusterFiles.COMPOSE,
            "docker-compose.tls.yml",
            "restate.toml",
            "nginx.conf",
            "nginx-admin.conf",
            "observability/prometheus.yml")) {
      assertThat(numbers("restate-(\\d+)", text(files, file)))
          .as("nodes of " + file)
          .isIn(List.of(), upTo(nodes));
      assertThat(numbers("classify-service-(\\d+)", text(files, file)))
          .as("workers of " + file)
          .isIn(List.of(), upTo(workers));
    }
    JsonNode services = compose(nodes, workers).path("services");
    assertThat(names(services)).containsAll(size.nodeNames()).containsAll(size.workerNames());
    assertThat(names(services.at("/provision/depends_on"))).isEqualTo(size.nodeNames());
    assertThat(names(services.at("/register/depends_on")))
        .containsAll(size.nodeNames())
        .containsAll(size.workerNames());
    assertThat(services.at("/provision/command/0").asText()).contains("$waiting = " + nodes + " ]");
    assertThat(services.at("/register/environment/CLASSIFY_NODES").asText().split(","))
        .hasSize(nodes);
    assertThat(services.at("/nginx/extra_hosts")).hasSize(workers);
    assertThat(names(compose(nodes, workers).path("volumes"))).containsAll(size.nodeNames());
    assertThat(files.get("observability/prometheus.yml"))
        .contains("classify-service-" + workers + ":9464", "restate-" + nodes + ":5122");
    assertThat(files.get("nginx.conf")).contains("server classify-service-" + workers + ":9080");
  }

  @ParameterizedTest
  @CsvSource({"1,1,8,100", "3,2,8,100", "5,3,8,100", "7,4,16,50"})
  void copiesAndPartitionsFollowTheNumberOfNodes(
      int nodes, int copies, int partitions, int invocations) {
    assertThat(files(nodes, 3).get("restate.toml"))
        .contains(
            "default-replication = " + copies + "\n",
            "default-num-partitions = " + partitions + "\n",
            "concurrent-invocations-limit = " + invocations + "\n");
  }

  @ParameterizedTest
  @CsvSource({"1,1", "3,3", "5,20", "7,10"})
  void noTwoPartsShareAPortOrAnAddress(int nodes, int workers) throws Exception {
    JsonNode services = compose(nodes, workers).path("services");
    List<Integer> ports = new ArrayList<>();
    List<String> addresses = new ArrayList<>();
    services.forEach(
        service -> {
          service.path("ports").forEach(port -> ports.add(published(port.asText())));
          JsonNode address = service.at("/networks/workers/ipv4_address");
          if (!address.isMissingNode()) {
            addresses.add(address.asText());
          }
        });
    assertThat(ports).doesNotHaveDuplicates().allMatch(port -> port <= 65_535);
    assertThat(ports).hasSize(2 * nodes + 4);
    assertThat(addresses).doesNotHaveDuplicates().hasSize(workers + 1);
    // Docker gives away the others of the network, from 32 on.
    assertThat(addresses)
        .allMatch(
            address -> Integer.parseInt(address.substring(address.lastIndexOf('.') + 1)) < 32);
  }

  @Test
  void eachNodeAdvertisesThePortThatIsPublished() throws Exception {
    JsonNode sixth = compose(7, 3).at("/services/restate-6");
    assertThat(sixth.at("/ports/0").asText()).endsWith(":8180:8080");
    assertThat(sixth.at("/environment/RESTATE_INGRESS__ADVERTISED_ADDRESS").asText())
        .isEqualTo("http://localhost:8180/");
    assertThat(sixth.at("/environment/RESTATE_ADMIN__ADVERTISED_ADDRESS").asText())
        .isEqualTo("http://localhost:9170/");
    assertThat(sixth.at("/environment/RESTATE_FORCE_NODE_ID").asText()).isEqualTo("6");
    assertThat(files(7, 3).get("nginx-admin.conf"))
        .contains("    9170 restate-6;\n", "    listen 9170;\n", "    29170 restate-7;\n");
  }

  @Test
  void imageIsBuiltFromTheSources() throws Exception {
    assertThat(compose(3, 3).at("/services/migrate/build/context").asText()).isEqualTo("..");
    assertThat(files(3, 3).get("docker-compose.s3proxy.yml")).contains("context: ..\n");
  }

  @Test
  void projectorsAreAsManyAsWanted() throws Exception {
    String three = text(ClusterFiles.of(new ClusterSize(3, 2), 3, "."), ClusterFiles.COMPOSE);
    assertThat(ComposeYaml.read(three).at("/services/projector/scale").asInt()).isEqualTo(3);
    assertThat(three).contains("max_connections=" + (210 + 2 * 8));
    assertThat(ClusterFiles.of(new ClusterSize(3, 2), 3, ".").get("docker-compose.tls.yml"))
        .contains("max_connections=" + (210 + 2 * 8));
    assertThat(compose(3, 2).at("/services/projector").has("scale")).isFalse();
    assertThat(compose(3, 2).at("/services/projector/environment/CLASSIFY_NODES").asText())
        .endsWith("restate-3:8080");
  }

  @ParameterizedTest
  @CsvSource({"1,1", "5,5", "7,10"})
  void withTlsEveryProgramVerifiesTheDatabase(int nodes, int workers) throws Exception {
    JsonNode tls = ComposeYaml.read(text(files(nodes, workers), "docker-compose.tls.yml"));
    JsonNode encrypted = tls.path("services");
    JsonNode plain = compose(nodes, workers).path("services");
    List<String> programs =
        names(plain).stream()
            .filter(name -> plain.path(name).path("environment").has("CLASSIFY_DB_URL"))
            .toList();
    assertThat(programs).hasSize(workers + 6).contains("classify-service-extra", "migrate");
    assertThat(programs)
        .allSatisfy(
            name ->
                assertThat(encrypted.path(name).at("/environment/CLASSIFY_DB_URL").asText())
                    .as(name)
                    .endsWith("?sslmode=verify-full&sslrootcert=/run/secrets/database-ca.crt}"));
    assertThat(names(encrypted))
        .filteredOn(name -> !plain.has(name))
        .containsExactly("certificates");
    assertThat(encrypted.path("certificates").toString())
        .contains(
            "\"network_mode\":\"none\"",
            "\"read_only\":true",
            "\"cap_drop\":[\"ALL\"]",
            "no-new-privileges:true");
    // Whoever owns the key of PostgreSQL is a user of its image.
    assertThat(encrypted.at("/certificates/image")).isEqualTo(plain.at("/timescaledb/image"));
    assertThat(encrypted.at("/timescaledb/command").toString())
        .startsWith(plain.at("/timescaledb/command").toString().replace("]", ",\"-c\",\"ssl=on"));
  }

  private static List<Integer> numbers(String pattern, String text) {
    TreeSet<Integer> found = new TreeSet<>();
    Pattern.compile(pattern)
        .matcher(text)
        .results()
        .forEach(each -> found.add(Integer.valueOf(each.group(1))));
    return List.copyOf(found);
  }

  private static List<Integer> upTo(int count) {
    List<Integer> all = new ArrayList<>();
    for (int number = 1; number <= count; number++) {
      all.add(number);
    }
    return all;
  }

  private static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static int published(String port) {
    String[] parts = port.split(":", -1);
    return Integer.parseInt(parts[parts.length - 2]);
  }
}
