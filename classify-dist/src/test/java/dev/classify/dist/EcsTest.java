package dev.classify.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.classify.cli.cluster.ClusterSize;
import dev.classify.cli.cluster.render.ClusterFiles;
import dev.classify.settings.KnownKeys;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;

/// The files in deploy/ecs, as far as they can be checked without an account.
class EcsTest {

  private static final Path FOLDER = Checkout.TOP.resolve("deploy/ecs");

  private static final Pattern SETTING =
      Pattern.compile("(?m)^\\[(?<section>.+)]$|^(?<key>[a-z-]+) += (?<value>.+)$");

  /// US dollars per hour, as docs/ecs.md names them.
  private static final double VCPU = 0.04048;

  private static final double GIB = 0.004445;

  /// Memory in MiB that Fargate offers, by CPU units.
  private static final Map<Integer, List<Integer>> FARGATE =
      Map.of(256, List.of(512, 1024, 2048), 512, List.of(1024, 2048, 3072, 4096));

  private static JsonNode task(String name) {
    return EcsModels.read(
        Checkout.read(FOLDER.resolve("tasks/" + name + ".json")),
        RegisterTaskDefinitionRequest.builder().build());
  }

  private static JsonNode service(String name) {
    return EcsModels.read(
        Checkout.read(FOLDER.resolve("services/" + name + ".json")),
        CreateServiceRequest.builder().build());
  }

  private static JsonNode container(String task) {
    return task(task).at("/containerDefinitions/0");
  }

  private static List<String> names(String folder) {
    return Checkout.files(".json").stream()
        .filter(file -> file.startsWith(FOLDER.resolve(folder)))
        .map(file -> file.getFileName().toString().replace(".json", ""))
        .toList();
  }

  private static Map<String, String> environment(JsonNode container) {
    Map<String, String> values = new LinkedHashMap<>();
    container
        .path("environment")
        .forEach(each -> values.put(each.path("name").asText(), each.path("value").asText()));
    return values;
  }

  private static List<String> texts(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false).map(JsonNode::asText).toList();
  }

  @Test
  void everyFileHasOnlyFieldsThatAmazonKnows() {
    assertThat(names("tasks")).hasSize(10);
    assertThat(names("services")).hasSize(6);
    names("tasks").forEach(EcsTest::task);
    for (String name : names("services")) {
      String family = service(name).path("taskDefinition").asText();
      assertThat(task(name).path("family").asText()).isEqualTo(family);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"famly\": \"a\"}",
        "{\"containerDefinitions\": [{\"stopTimeout\": \"60\"}]}",
        "{\"containerDefinitions\": [{\"healthCheck\": {\"retry\": 3}}]}",
        "{\"volumes\": {}}"
      })
  void misspelledFieldFails(String text) {
    RegisterTaskDefinitionRequest model = RegisterTaskDefinitionRequest.builder().build();
    assertThatThrownBy(() -> EcsModels.read(text, model))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void everyContainerIsConfinedAndReadsSecretsFromTheVault() {
    for (String name : names("tasks")) {
      JsonNode container = container(name);
      assertThat(container.path("readonlyRootFilesystem").asBoolean()).as(name).isTrue();
      assertThat(texts(container.at("/linuxParameters/capabilities/drop"))).containsExactly("ALL");
      assertThat(environment(container).keySet()).noneMatch(key -> key.matches(".*(KEY|PASSWORD)"));
      container
          .path("secrets")
          .forEach(
              secret ->
                  assertThat(secret.path("valueFrom").asText())
                      .startsWith("arn:aws:secretsmanager:"));
    }
  }

  @Test
  void programsReadEverySettingThatTheyGet() {
    for (String name : names("tasks")) {
      JsonNode container = container(name);
      List<String> keys = new ArrayList<>(environment(container).keySet());
      container.path("secrets").forEach(secret -> keys.add(secret.path("name").asText()));
      keys.removeIf(key -> key.startsWith("RESTATE_") || key.equals("IDENTITY_PEM"));
      assertThat(KnownKeys.ALL).as(name).containsAll(keys);
    }
  }

  @Test
  void tasksHaveASizeOfFargateThatHoldsTheContainersOfTheCluster() {
    for (String name : names("tasks")) {
      JsonNode task = task(name);
      int memory = task.path("memory").asInt();
      if (texts(task.path("requiresCompatibilities")).contains("FARGATE")) {
        assertThat(FARGATE.getOrDefault(task.path("cpu").asInt(), List.of()))
            .as(name)
            .contains(memory);
      }
      Matcher limit =
          Pattern.compile("\n  " + name + ":\n(?s:.*?)mem_limit: (\\d+)m").matcher(compose());
      if (limit.find()) {
        assertThat(memory).as(name).isGreaterThanOrEqualTo(Integer.parseInt(limit.group(1)));
      }
    }
  }

  @Test
  void programsAreStartedAsInTheImage() {
    String image = Checkout.read(Checkout.TOP.resolve("Dockerfile.service"));
    String worker = words(container("worker"));
    assertThat(image).contains("CMD [\"java\", \"" + worker.replace(" ", "\", \"") + "\"]");
    String projector = words(container("projector"));
    assertThat(compose())
        .contains("command: [\"java\", \"" + projector.replace(" ", "\", \"") + "\"]");
  }

  @Test
  void workerHasTimeToFinishTheRequestsItPaysFor() {
    JsonNode worker = container("worker");
    assertThat(Duration.ofSeconds(worker.path("stopTimeout").asInt()))
        .isGreaterThan(RequestsOfAStoppingWorker.assertFinished(environment(worker)))
        .as("the most that Fargate allows")
        .isLessThanOrEqualTo(Duration.ofSeconds(120));
  }

  /// The words after `java`.
  private static String words(JsonNode container) {
    List<String> words = texts(container.path("command"));
    return String.join(" ", words.subList(words.indexOf("java") + 1, words.size()));
  }

  private static String compose() {
    return Checkout.read(Checkout.TOP.resolve("docker-compose.cluster.yml"));
  }

  /// By environment, because a task has no files of its own.
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void nodeHasTheSettingsOfARenderedCluster(int number) {
    String node = "restate-" + number;
    String toml =
        Objects.requireNonNull(ClusterFiles.of(new ClusterSize(3, 5), 1, ".").get("restate.toml"));
    Map<String, String> given = environment(container(node));
    assertThat(given)
        .containsEntry("RESTATE_NODE_NAME", node)
        .containsEntry("RESTATE_FORCE_NODE_ID", Integer.toString(number))
        .containsEntry("RESTATE_ADVERTISED_ADDRESS", "http://" + node + ".classify.internal:5122/");
    assertThat(task(node).at("/placementConstraints/0/expression").asText())
        .isEqualTo("attribute:restate == " + number);
    Map<String, String> expected = settings(toml);
    // S3 instead of MinIO.
    expected.keySet().removeIf(key -> key.startsWith("RESTATE_WORKER__SNAPSHOTS__AWS_"));
    for (String other : List.of("RESTATE_WORKER__SNAPSHOTS__DESTINATION", "RESTATE_LOG_FORMAT")) {
      assertThat(given).containsKey(other);
      expected.remove(other);
    }
    expected.computeIfPresent(
        "RESTATE_METADATA_CLIENT__ADDRESSES",
        (_, nodes) -> nodes.replaceAll("(restate-\\d)", "$1.classify.internal"));
    expected.forEach(
        (key, value) -> assertThat(given.getOrDefault(key, "")).as(key).isEqualTo(value));
  }

  private static Map<String, String> settings(String toml) {
    Map<String, String> values = new LinkedHashMap<>();
    Matcher line = SETTING.matcher(toml);
    String section = "";
    while (line.find()) {
      if (line.group("section") != null) {
        section = line.group("section") + ".";
      } else {
        String value = Objects.requireNonNullElse(line.group("value"), "");
        values.put(
            "RESTATE_"
                + (section + line.group("key"))
                    .toUpperCase(Locale.ROOT)
                    .replace(".", "__")
                    .replace("-", "_"),
            value.startsWith("[") ? value.replace(", ", ",") : value.replace("\"", ""));
      }
    }
    return values;
  }

  @ParameterizedTest
  @CsvSource({"worker,5", "runner,1", "projector,2"})
  void priceOfADayIsTheOneInTheGuide(String name, int count) {
    JsonNode task = task(name);
    assertThat(service(name).path("desiredCount").asInt()).isEqualTo(count);
    assertThat(guide())
        .contains(
            "| `%s` | %d | %s |"
                .formatted(
                    name,
                    count,
                    day(
                        count,
                        task.path("cpu").asInt() / 1024.0,
                        task.path("memory").asInt() / 1024.0)));
  }

  @Test
  void priceOfTheExampleIsTheOneInTheGuide() {
    assertThat(guide()).contains("5 tasks of 2 vCPU and 4 GB cost " + day(5, 2, 4) + " a day");
  }

  private static String day(int count, double cpu, double memory) {
    return String.format(Locale.ROOT, "USD %.2f", count * 24 * (cpu * VCPU + memory * GIB));
  }

  private static String guide() {
    return Checkout.read(Checkout.TOP.resolve("docs/ecs.md"));
  }
}
