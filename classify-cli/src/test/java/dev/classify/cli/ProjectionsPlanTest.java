package dev.classify.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.exit.ExitCode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProjectionsPlanTest {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int run(String command) {
    return Main.run(command.split(" "), Map.of(), stream(out), stream(err));
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  @Test
  void planNeedsNoDatabaseIfTheRateIsGiven() {
    assertThat(run("projections plan --rate 100 --cost 10ms")).isEqualTo(ExitCode.DONE);
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("required            1")
        .contains("recommended         2");
  }

  @Test
  void planIsPrintedAsJson() {
    assertThat(run("projections plan --rate 20000 --output json")).isEqualTo(ExitCode.DONE);
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("\"required\" : 4")
        .contains("\"recommended\" : 8");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "projections plan --rate 100 --cost 5s",
        "projections plan --rate 100 --cost 0ms",
        "projections plan --rate -1",
        "projections plan --rate 1 --headroom 0.5",
        "projections plan --rate 1 --within soon",
        "projections",
        "local up --projectors 11"
      })
  void wrongUsageIsSaid(String command) {
    assertThat(run(command)).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString(StandardCharsets.UTF_8)).isNotBlank();
  }
}
