package dev.classify.dist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.cli.cluster.ClusterSize;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// What the compose file passes to its services.
class ComposeFileTest {

  private static final Pattern KEY = Pattern.compile("^(?:# )?([A-Z][A-Z_]+)=");

  /// The file sets these itself: names and ports inside its network.
  private static final Set<String> FIXED =
      Set.of(
          "CLASSIFY_DB_URL",
          "CLASSIFY_DB_PASSWORD_FILE",
          "SERVICE_NAME",
          "SERVICE_PORT",
          "SERVICE_METRICS_PORT",
          "LLM_SIMULATOR",
          "RESTATE_IDENTITY_KEYS_FILE");

  /// A worker in a container listens on all of its addresses, which is the default, reads keys
  /// from a file, and has a runner that always waits for work.
  private static final Set<String> LEFT_OUT =
      Set.of(
          "SERVICE_HOST",
          "SERVICE_RUNNER_FILE",
          "RESTATE_IDENTITY_KEYS",
          "RESTATE_IDENTITY_KEYS_FILE");

  @Test
  void everySettingOfAWorkerReachesTheContainers() {
    String compose = compose();
    List<String> keys = keysOf("worker");

    assertThat(keys).contains("OPENAI_MODEL", "LLM_MODELS", "LLM_PRICES", "CLASSIFY_RULES");
    assertThat(keys)
        .filteredOn(key -> !LEFT_OUT.contains(key))
        .filteredOn(
            key -> !compose.contains(key + (FIXED.contains(key) ? ": " : ": ${" + key + ":")))
        .as("in .env.example, but not in x-worker-environment")
        .isEmpty();
  }

  @Test
  void workerHasTimeToFinishTheRequestsItPaysFor() {
    Matcher drain =
        Pattern.compile("SERVICE_DRAIN_TIMEOUT: (\\$\\{SERVICE_DRAIN_TIMEOUT:-(.+)})")
            .matcher(compose());
    assertThat(drain.find()).isTrue();
    RequestsOfAStoppingWorker.assertFinished(Map.of("SERVICE_DRAIN_TIMEOUT", drain.group(2)));
    assertThat(compose())
        .containsPattern("x-worker: &worker\\n(  .*\\n)+  stop_grace_period: \\Q" + drain.group(1));
  }

  /// The name and the port are those of the container.
  @Test
  void everySettingOfAProjectorReachesItsContainers() {
    String projector = Objects.requireNonNull(ComposeServices.of(compose()).get("projector"));

    assertThat(keysOf("projector"))
        .contains("PROJECTOR_BATCH_SIZE")
        .filteredOn(key -> !key.equals("PROJECTOR_NAME") && !key.equals("PROJECTOR_METRICS_PORT"))
        .filteredOn(key -> !projector.contains(key + ": ${" + key + ":"))
        .as("in .env.example, but not in the service projector")
        .isEmpty();
  }

  @Test
  void filesOfTheUserAreMountedWhereTheWorkersLookForThem() {
    String compose = compose();

    for (String key :
        List.of(
            "CLASSIFY_RULES",
            "LLM_EXAMPLES_FILE",
            "LLM_MODELS",
            "LLM_PRICES",
            "LLM_CA_FILE",
            "OPENAI_API_KEY_FILE",
            "OPENAI_TOKEN_FILE")) {
      Matcher path = Pattern.compile(key + ": \\$\\{" + key + ":\\+(\\S+)}").matcher(compose);
      assertThat(path.find()).as(key).isTrue();
      assertThat(compose)
          .containsPattern("\\$\\{" + key + ":-\\S+}:" + Pattern.quote(path.group(1)) + ":ro");
    }
  }

  @Test
  void poolerOpensAsManyConnectionsAsVerifyCounts() {
    assertThat(compose())
        .contains("'default_pool_size = %d'".formatted(ClusterSize.CONNECTIONS_OF_POOLER));
  }

  @Test
  void everyServiceIsConfined() {
    Map<String, String> services = ComposeServices.of(compose());
    assertThat(services).hasSizeGreaterThan(18).containsKeys("restate-5", "minio", "classify");
    services.forEach(
        (name, text) ->
            assertThat(text)
                .as(name)
                .contains(
                    "read_only: true",
                    "cap_drop: [ALL]",
                    "no-new-privileges:true",
                    "pids_limit: ",
                    "mem_limit: ",
                    "max-size: ")
                .containsPattern("networks: |network_mode: none")
                .doesNotContain("privileged:", "network_mode: host", "docker.sock"));
    assertThat(services)
        .extractingFromEntries(each -> each.getValue().contains("cap_add:") ? each.getKey() : "")
        .containsOnly("", "timescaledb");
  }

  @Test
  void portsBetweenNodesAndOfTheObjectStoreAreNotPublished() {
    List<String> published =
        Pattern.compile("(?m)^ +- \"(\\S+:\\d+:\\d+)\"$")
            .matcher(compose())
            .results()
            .map(port -> port.group(1))
            .toList();
    assertThat(published)
        .hasSize(14)
        .allMatch(port -> port.startsWith("${BIND_ADDR:-127.0.0.1}:"))
        .noneMatch(port -> port.matches(".*:(5122|9000|9001|9090|9464)"));
  }

  @Test
  void imagesOfOthersAreOfOneVersion() {
    assertThat(Docker.imagesNeeded().stream().filter(image -> !image.matches("maven:.*|eclipse.*")))
        .hasSize(5)
        .allMatch(image -> image.matches("\\S+:.*\\d{1,4}[.-]\\d+[.-]\\d+.*"));
  }

  /// Docker shows the environment of a container to everybody who may use it.
  @Test
  void noServiceThatGoesOnRunningHasASecretInItsEnvironmentUnlessTheUserPutsItThere() {
    ComposeServices.of(compose())
        .forEach(
            (name, text) ->
                assertThat(text.lines().map(String::strip))
                    .as(name)
                    .filteredOn(line -> line.matches("[A-Z_]*(PASSWORD|SECRET|KEY): .*"))
                    .allMatch(
                        line ->
                            List.of("secrets", "bucket").contains(name)
                                || line.startsWith("OPENAI_API_KEY: ")));
  }

  private static String compose() {
    return Checkout.read(Checkout.TOP.resolve("docker-compose.cluster.yml"));
  }

  /// The keys of the sections of `.env.example` that are for a kind of process.
  private static List<String> keysOf(String process) {
    List<String> keys = new ArrayList<>();
    boolean wanted = false;
    for (String line : Checkout.read(Checkout.TOP.resolve(".env.example")).lines().toList()) {
      if (line.startsWith("# ---")) {
        wanted = line.contains(process);
      }
      Matcher key = KEY.matcher(line);
      if (wanted && key.find()) {
        keys.add(key.group(1));
      }
    }
    return keys;
  }
}
