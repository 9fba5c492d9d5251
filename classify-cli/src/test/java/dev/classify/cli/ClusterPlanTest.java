package dev.classify.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.classify.exit.ExitCode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClusterPlanTest {

  private static final Path TOP = Path.of("..").toAbsolutePath().normalize();

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int run(String... args) {
    out.reset();
    err.reset();
    return Main.run(
        args,
        Map.of(),
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8));
  }

  private JsonNode plan(String rpm, String indicators, String latency, String... more)
      throws Exception {
    Stream<String> args =
        Stream.of(
            "cluster",
            "plan",
            "--rpm",
            rpm,
            "--indicators",
            indicators,
            "--latency",
            latency,
            "--output",
            "json");
    assertThat(run(Stream.concat(args, Stream.of(more)).toArray(String[]::new)))
        .as(err.toString(StandardCharsets.UTF_8))
        .isEqualTo(ExitCode.DONE);
    return new ObjectMapper().readTree(out.toString(StandardCharsets.UTF_8));
  }

  /// 9,538 rows per minute were measured, of ten rows each with 1 s per answer.
  @Test
  void rateIsTheOneThatWasMeasured() throws Exception {
    JsonNode plan = plan("1000", "60000", "1s");
    assertThat(plan.path("rows_per_second").asDouble() * 60).isCloseTo(9_538, within(400.0));
    assertThat(plan.path("minutes").asDouble()).isCloseTo(60_000 / 9_538.0, within(0.3));
    assertThat(plan.path("nodes").asInt()).isEqualTo(3);
    assertThat(plan.path("workers").asInt()).isEqualTo(2);
    assertThat(plan.path("connections").asInt()).isEqualTo(48);
    assertThat(plan.path("requests").asInt()).isEqualTo(6_000);
  }

  /// One worker with the default concurrency used two thirds of this limit; with 1,000 all of it.
  @Test
  void slowModelNeedsWorkersForItsRequestsInFlight() throws Exception {
    JsonNode plan = plan("1000", "60000", "20s");
    assertThat(plan.path("requests_in_flight").asDouble()).isCloseTo(328, within(1.0));
    assertThat(plan.path("workers_for_requests_in_flight").asInt()).isEqualTo(2);
    assertThat(plan.path("batches_needed").asInt()).isEqualTo(73);
  }

  /// Two cores used 98.3 % of this limit, and were busy then.
  @Test
  void coresAreNotFewerThanThoseThatWereBusy() throws Exception {
    JsonNode plan = plan("10000", "60000", "1s", "--per-request", "1", "--survive", "0");
    assertThat(plan.path("cores").asDouble() * 0.7).isBetween(2.0, 3.0);
    assertThat(plan.path("nodes").asInt()).isEqualTo(1);
    assertThat(plan.path("copies").asInt()).isEqualTo(1);
  }

  @Test
  void moreBatchesThanTheNodesTakeLengthenTheJob() throws Exception {
    JsonNode slow = plan("30000", "1000000", "20s", "--per-request", "5", "--survive", "2");
    assertThat(slow.path("batches_needed").asInt()).isEqualTo(1_082);
    assertThat(slow.path("batches_max").asInt()).isEqualTo(800);
    assertThat(slow.path("requests_per_second").asDouble()).isCloseTo(363.6, within(0.1));
    assertThat(
            run(
                "cluster",
                "plan",
                "--rpm",
                "30000",
                "--indicators",
                "1000000",
                "--latency",
                "20s",
                "--per-request",
                "5"))
        .isEqualTo(ExitCode.DONE);
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("the nodes take 800: raise concurrent-invocations-limit", "docs/kubernetes.md");
  }

  /// The same as `classify estimate` says for the samples.
  @Test
  void costIsThatOfTheEstimate() throws Exception {
    String samples = TOP.resolve("samples/indicators.csv").toString();
    assertThat(
            run(
                "estimate",
                samples,
                "--model",
                "gpt-6-luna",
                "--per-request",
                "5",
                "--output",
                "json"))
        .as(err.toString(StandardCharsets.UTF_8))
        .isEqualTo(ExitCode.DONE);
    JsonNode estimate = new ObjectMapper().readTree(out.toString(StandardCharsets.UTF_8));
    JsonNode plan = plan("1000", "129", "1s", "--per-request", "5");
    assertThat(plan.path("model").asText()).isEqualTo("gpt-6-luna");
    assertThat(plan.path("requests").asInt()).isEqualTo(estimate.path("requests").asInt());
    assertThat(plan.path("cost_usd").asDouble())
        .isCloseTo(estimate.path("cost_usd").asDouble(), within(0.0002));
  }

  /// `mem_limit` of the containers that run all the time, without profiles.
  @Test
  void memoryIsTheSumOfTheLimitsOfTheContainers() throws Exception {
    String compose = Files.readString(TOP.resolve("docker-compose.cluster.yml"));
    assertThat(limit(compose, "x-restate: &restate")).isEqualTo(576);
    assertThat(limit(compose, "x-worker: &worker")).isEqualTo(352);
    int others = 0;
    for (String service :
        new String[] {"nginx", "admin", "minio", "timescaledb", "runner", "projector"}) {
      others += limit(compose, "\n  " + service + ":");
    }
    assertThat(others).isEqualTo(1_696);
    assertThat(plan("1000", "60000", "1s").path("memory_mib").asInt())
        .isEqualTo(3 * 576 + 2 * 352 + others);
  }

  private static int limit(String compose, String service) {
    int start = compose.indexOf(service);
    Matcher limit = Pattern.compile("mem_limit: (\\d+)m").matcher(compose);
    assertThat(start >= 0 && limit.find(start)).as(service).isTrue();
    return Integer.parseInt(limit.group(1));
  }

  @ParameterizedTest
  @CsvSource({
    "0,1,1s,--rpm must be",
    "1,0,1s,--indicators must be",
    "1,1,0s,--latency must be",
    "1,1,soon,--latency must be"
  })
  void wrongFigureIsNamed(String rpm, String indicators, String latency, String message) {
    assertThat(
            run("cluster", "plan", "--rpm", rpm, "--indicators", indicators, "--latency", latency))
        .isEqualTo(ExitCode.USAGE);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains(message);
  }
}
