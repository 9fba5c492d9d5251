package dev.classify.cli.submit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.api.OfferedModel;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModelShutdownTest {

  private static List<String> on(String day) {
    return ModelShutdown.warnings(
        List.of(
            new OfferedModel("stays", false, null, null, null),
            new OfferedModel("goes", false, null, null, "2027-01-14")),
        LocalDate.parse(day));
  }

  @Test
  void modelIsWarnedOfWeeksBeforeItsProviderSwitchesItOff() {
    assertThat(on("2026-11-13")).isEmpty();
    assertThat(on("2026-11-28"))
        .singleElement()
        .asString()
        .contains(
            "its provider switches goes off on 2027-01-14, in 47 days", "fix: set OPENAI_MODEL");
  }

  @Test
  void afterwardsTheWarningSaysThatItHappened() {
    assertThat(on("2027-01-14"))
        .singleElement()
        .asString()
        .contains("its provider switched goes off on 2027-01-14");
  }
}
