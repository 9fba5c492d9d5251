package dev.classify.cli.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.classify.exit.ExitCode;
import dev.classify.store.review.DecisionResult;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;

/// Prints the result of each decision: line by line, or all as JSON at the end.
final class DecisionResultPrinter {

  private final OutputOption output;
  private final CommandSpec command;
  private final ArrayNode json = JsonNodeFactory.instance.arrayNode();
  private final Map<DecisionResult.Status, Integer> counts =
      new EnumMap<>(DecisionResult.Status.class);

  DecisionResultPrinter(OutputOption output, CommandSpec command) {
    this.output = output;
    this.command = command;
  }

  void add(DecisionResult settled) {
    counts.merge(settled.status(), 1, Integer::sum);
    switch (output.format()) {
      case TABLE -> {
        if (settled.status() == DecisionResult.Status.REFUSED) {
          command.commandLine().getErr().println(settled);
        } else {
          command.commandLine().getOut().println(settled);
        }
      }
      case JSON ->
          json.addObject()
              .put("indicator_id", settled.indicatorId())
              .put("status", settled.status().word())
              .put("detail", settled.detail());
    }
  }

  /// Prints the rest and returns the exit code.
  int end() {
    switch (output.format()) {
      case TABLE -> {
        if (counts.values().stream().mapToInt(Integer::intValue).sum() > 1) {
          command
              .commandLine()
              .getOut()
              .println(
                  counts.entrySet().stream()
                      .map(count -> count.getValue() + " " + count.getKey().word())
                      .collect(Collectors.joining(", ")));
        }
      }
      case JSON -> command.commandLine().getOut().println(json.toPrettyString());
    }
    return counts.containsKey(DecisionResult.Status.REFUSED) ? ExitCode.PARTIAL : ExitCode.DONE;
  }
}
