package dev.classify.cli.command;

import picocli.CommandLine.Option;

/// The option that decides without other reviewers.
final class SettleOption {

  @Option(
      names = "--settle",
      description = "Decide for good, whatever other reviewers say or still have to say.")
  private boolean settles;

  boolean settles() {
    return settles;
  }
}
