package dev.classify.cli.command;

import dev.classify.cli.report.OutputFormat;
import picocli.CommandLine.Option;

/// The option for the output format.
final class OutputOption {

  @Option(
      names = "--output",
      defaultValue = "table",
      description = "Output format: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private OutputFormat format = OutputFormat.TABLE;

  OutputFormat format() {
    return format;
  }
}
