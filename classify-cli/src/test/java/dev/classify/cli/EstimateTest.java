package dev.classify.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.classify.exit.ExitCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `estimate --model`, which needs no cluster.
class EstimateTest {

  /// 200 requests of ten rows: more than 32 batches hold, fewer than 300.
  private static final int ROWS = 2_000;

  @TempDir private Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void offlineEstimateHasAsManyBatchesInFlightAsTheRunAtThatRate() throws IOException {
    JsonNode unlimited = estimate();
    JsonNode limited = estimate("--rpm", "10000");

    assertThat(unlimited.get("requests").asInt()).isEqualTo(ROWS / 10);
    assertThat(limited.get("minutes").asDouble())
        .as("one round of answers instead of two")
        .isEqualTo(unlimited.get("minutes").asDouble() / 2);
  }

  private JsonNode estimate(String... options) throws IOException {
    Path input = folder.resolve("rows.csv");
    Files.writeString(
        input,
        IntStream.range(0, ROWS)
            .mapToObj("%1$d,Retail sales in region %1$d"::formatted)
            .collect(Collectors.joining("\n", "indicator_id,name\n", "\n")));
    List<String> args = new ArrayList<>(List.of("estimate", input.toString()));
    args.addAll(List.of("--model", "gpt-6-luna", "--output", "json"));
    args.addAll(Arrays.asList(options));
    out.reset();
    int exit =
        Main.run(
            args.toArray(String[]::new),
            Map.of(),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    assertThat(exit).as(err.toString(StandardCharsets.UTF_8)).isEqualTo(ExitCode.DONE);
    return new ObjectMapper().readTree(out.toByteArray());
  }
}
