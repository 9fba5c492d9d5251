package dev.classify.local.restate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RestateVersionTest {

  @ParameterizedTest
  @CsvSource({
    "restate-server 1.7.12, true",
    "restate-server 1.7.20 (abc), true",
    "restate-server 1.7.11, false",
    "restate-server 1.8.0, false",
    "restate-server 2.7.12, false",
  })
  void serverOfTheSameSeriesAndNotOlderFits(String printed, boolean fits) {
    assertThat(RestateVersion.parse(printed).orElseThrow().fits()).isEqualTo(fits);
  }
}
