package dev.classify.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.classify.local.process.SearchPath;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The dashboard and the alert rules of the profile `observability`.
class ObservabilityTest {

  private static final Path FOLDER = Checkout.TOP.resolve("observability");
  private static final Pattern ALERT = Pattern.compile("(?m)^ +- alert: (\\w+)$");
  private static final Pattern EXPRESSION = Pattern.compile("\"expr\": (\"(?:[^\"\\\\]|\\\\.)*\")");

  private static final Pattern RUNBOOK = Pattern.compile("runbook: docs/operations.md#(\\w+)");

  @Test
  void everyAlertHasASectionThatSaysWhatToDo() {
    String rules = Checkout.read(FOLDER.resolve("alerts.yml"));
    String page = Checkout.read(Checkout.TOP.resolve("docs").resolve("operations.md"));
    List<String> alerts = ALERT.matcher(rules).results().map(match -> match.group(1)).toList();

    assertThat(alerts).hasSizeGreaterThan(12).doesNotHaveDuplicates();
    assertThat(RUNBOOK.matcher(rules).results().map(match -> match.group(1)))
        .containsExactlyElementsOf(
            alerts.stream().map(alert -> alert.toLowerCase(Locale.ROOT)).toList());
    assertThat(Pattern.compile("(?m)^### (\\w+)$").matcher(page).results())
        .extracting(match -> match.group(1))
        .containsExactlyElementsOf(alerts);
  }

  @Test
  void everyPanelHasATitleAUnitAndAQuery() throws Exception {
    JsonNode dashboard =
        new ObjectMapper().readTree(FOLDER.resolve("grafana/dashboards/classify.json").toFile());
    assertThat(dashboard.path("panels")).hasSizeGreaterThan(15);
    for (JsonNode panel : dashboard.path("panels")) {
      String title = panel.path("title").asText();
      assertThat(title).isNotBlank();
      assertThat(panel.at("/fieldConfig/defaults/unit").asText()).as(title).isNotBlank();
      assertThat(panel.path("targets")).as(title).isNotEmpty();
      panel
          .path("targets")
          .forEach(target -> assertThat(target.path("expr").asText()).as(title).isNotBlank());
    }
  }

  @Test
  void prometheusReadsEveryWorkerAndEveryNode() {
    String settings = Checkout.read(FOLDER.resolve("prometheus.yml"));
    Set<String> services = ComposeServices.of(Checkout.read(Docker.COMPOSE_FILE)).keySet();
    assertThat(services)
        .filteredOn(name -> name.matches("classify-service-\\d+"))
        .hasSize(5)
        .allMatch(name -> settings.contains(name + ":9464"));
    assertThat(services)
        .filteredOn(name -> name.matches("restate-\\d+"))
        .hasSize(5)
        .allMatch(name -> settings.contains(name + ":5122"));
  }

  @Test
  void nothingOfItRunsWithoutItsProfileAndEveryImageIsOfOneVersion() {
    List<String> profile =
        ComposeServices.of(Checkout.read(Docker.COMPOSE_FILE)).values().stream()
            .filter(service -> service.matches("(?s).*image: \\S*(prom|grafana)\\S*:.*"))
            .toList();
    assertThat(profile)
        .hasSize(4)
        .allMatch(service -> service.contains("profiles: [observability]"))
        .allMatch(service -> service.matches("(?s).*image: \\S+:v?\\d+\\.\\d+\\.\\d+\\n.*"));
  }

  /// By the promtool on the PATH, or the one in the image that the compose file names.
  @Test
  void promtoolFindsNoFault(@TempDir Path folder) throws Exception {
    Path dashboard = folder.resolve("dashboard.yml");
    StringBuilder rules = new StringBuilder("groups:\n- name: dashboard\n  rules:\n");
    EXPRESSION
        .matcher(Checkout.read(FOLDER.resolve("grafana/dashboards/classify.json")))
        .results()
        .forEach(
            expression ->
                rules
                    .append("  - record: panel:")
                    .append(expression.start())
                    .append("\n    expr: ")
                    .append(expression.group(1))
                    .append('\n'));
    Files.writeString(dashboard, rules);
    Path alerts = FOLDER.resolve("alerts.yml").toAbsolutePath();
    assertThat(printedByFailure(alerts)).isEmpty();
    assertThat(printedByFailure(dashboard)).isEmpty();
  }

  private static String printedByFailure(Path rules) throws Exception {
    List<String> command = new ArrayList<>();
    if (SearchPath.find("promtool", System.getenv()).findAny().isPresent()) {
      command.add("promtool");
    } else {
      assumeThat(SearchPath.find("docker", System.getenv()).findAny()).isPresent();
      Optional<String> image = new Docker(FOLDER).imageOf("prometheus");
      assumeThat(image).isPresent();
      String file = rules.toString();
      command.addAll(List.of("docker", "run", "--rm", "--entrypoint", "promtool", "--user", "0"));
      command.addAll(List.of("-v", file + ":" + file + ":ro", image.get()));
    }
    command.addAll(List.of("check", "rules", rules.toString()));
    Process process =
        new ProcessBuilder(command).directory(FOLDER.toFile()).redirectErrorStream(true).start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return process.waitFor() == 0 ? "" : String.join(" ", command) + ": " + printed;
  }
}
