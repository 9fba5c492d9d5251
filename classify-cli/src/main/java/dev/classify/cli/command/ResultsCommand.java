package dev.classify.cli.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.classify.cli.report.ResultTable;
import dev.classify.exit.ExitCode;
import dev.classify.llm.SimulatedModel;
import dev.classify.store.results.Result;
import dev.classify.store.results.ResultColumn;
import dev.classify.store.results.ResultJson;
import dev.classify.store.results.Results;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
    name = "results",
    description = "Print stored classifications, or rejected rows with the reason.",
    footer = {
      "",
      "Examples:",
      "  classify results --family price-value --below 0.6",
      "  classify results --search inflation --output json",
      "  classify results --rejected"
    })
final class ResultsCommand implements Callable<Integer> {

  @ParentCommand private TargetSystem.Source parent;
  @Spec private CommandSpec spec;
  @Mixin private final FilterOptions filter = new FilterOptions();

  @Option(
      names = "--limit",
      paramLabel = "ROWS",
      defaultValue = "100",
      description = "Maximum number of rows, 0 for all (default: ${DEFAULT-VALUE}).")
  private int limit;

  @Option(names = "--rejected", description = "Print rejected rows instead of classifications.")
  private boolean rejected;

  @Mixin private final OutputOption output = new OutputOption();

  @Override
  public Integer call() throws SQLException {
    try (TargetSystem target = parent.open()) {
      Results results = new Results(target.database());
      PrintWriter out = spec.commandLine().getOut();
      if (rejected) {
        printRejections(results.rejections(filter.jobId(), limit), out);
      } else {
        List<Result> rows = new ArrayList<>();
        results.each(filter.filter(limit), rows::add);
        printResults(rows, out);
      }
      return ExitCode.DONE;
    }
  }

  private void printResults(List<Result> rows, PrintWriter out) {
    switch (output.format()) {
      case TABLE -> {
        if (rows.isEmpty()) {
          out.println("no classification matches");
        } else {
          out.println(ResultTable.of(rows));
          long simulated =
              rows.stream()
                  .filter(row -> SimulatedModel.isSimulated(row.text(ResultColumn.MODEL)))
                  .count();
          if (simulated > 0) {
            out.println("simulated: %d of these are %s".formatted(simulated, SimulatedModel.NOTE));
          }
          out.println(rows.size() + (rows.size() == limit ? " rows (--limit)" : " rows"));
        }
      }
      case JSON -> {
        ArrayNode json = JsonNodeFactory.instance.arrayNode();
        rows.forEach(row -> json.add(ResultJson.of(row)));
        out.println(json.toPrettyString());
      }
    }
  }

  private void printRejections(List<Results.Rejection> rejections, PrintWriter out) {
    switch (output.format()) {
      case TABLE ->
          out.println(
              rejections.isEmpty() ? "nothing is rejected" : ResultTable.ofRejections(rejections));
      case JSON -> {
        ArrayNode json = JsonNodeFactory.instance.arrayNode();
        for (Results.Rejection rejection : rejections) {
          json.addObject()
              .put("indicator_id", rejection.indicatorId())
              .put("stage", rejection.stage())
              .put("reason", rejection.reason())
              .put("job_id", rejection.jobId());
        }
        out.println(json.toPrettyString());
      }
    }
  }
}
