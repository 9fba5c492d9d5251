package dev.classify.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HandOverTextTest {

  @Test
  void commandSaysBeforehandWhetherItStaysAndWhatEndsItEarlier() {
    assertThat(HandOverText.announced(true, true))
        .contains("this command ends once the workers have them", "--wait");
    assertThat(HandOverText.announced(false, true))
        .contains("Ctrl-C leaves them to the workers", "the same command waits for them again");
    assertThat(HandOverText.announced(false, false))
        .contains("this stack stops with the command", "`classify local up`");
  }
}
