package dev.classify.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class RunOptionsTest {

  @Command
  static final class Run {
    @Mixin private final RunOptions options = new RunOptions();
  }

  @Test
  void runIsHandedOverUnlessItWaitsOrItsStackEndsWithIt() {
    assertThat(options("--tier", "batch").handsOver(true)).isTrue();
    assertThat(options("--tier", "batch", "--wait").handsOver(true)).isFalse();
    assertThat(options("--tier", "batch").handsOver(false)).isFalse();
  }

  private static RunOptions options(String... arguments) {
    Run run = new Run();
    new CommandLine(run).setCaseInsensitiveEnumValuesAllowed(true).parseArgs(arguments);
    return run.options;
  }
}
