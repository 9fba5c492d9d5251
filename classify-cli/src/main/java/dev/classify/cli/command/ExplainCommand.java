package dev.classify.cli.command;

import dev.classify.cli.explain.ExplainJson;
import dev.classify.cli.explain.ExplainText;
import dev.classify.cli.explain.ExplainedIndicator;
import dev.classify.cli.explain.IndicatorLookup;
import dev.classify.cli.input.InputSource;
import dev.classify.exit.CommandFailure;
import dev.classify.exit.ExitCode;
import dev.classify.indicator.Indicator;
import dev.classify.store.results.Result;
import dev.classify.store.results.ResultColumn;
import dev.classify.store.results.ResultFilter;
import dev.classify.store.results.Results;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
    name = "explain",
    description = {
      "Show the evidence behind the answer for one indicator.",
      "For each field it prints the evidence that won, the evidence against it, and the confidence."
          + " With --input it explains a row of a file and needs no cluster. Otherwise it explains"
          + " the stored answer; the evidence is shown if source_indicators has the row."
    },
    footer = {
      "",
      "Examples:",
      "  classify explain US.CPI.ALL --input samples/indicators.csv",
      "  classify explain US.CPI.ALL --output json",
      "  classify local explain US.CPI.ALL"
    })
final class ExplainCommand implements Callable<Integer> {

  @ParentCommand private TargetSystem.Source parent;
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "INDICATOR", description = "Id of the indicator.")
  private String id;

  @Option(
      names = "--input",
      paramLabel = "FILE",
      description = "CSV, JSON, XLSX or Parquet file with the indicator; - for standard input.")
  private @Nullable String file;

  @Mixin private final InputSelection selection = new InputSelection();
  @Mixin private final OutputOption output = new OutputOption();

  @Override
  public Integer call() throws SQLException {
    selection.check(file);
    print(file == null ? stored() : inFile(file));
    return ExitCode.DONE;
  }

  private ExplainedIndicator inFile(String name) {
    try (InputSource input = selection.openFile(name)) {
      return IndicatorLookup.in(input, id)
          .map(indicator -> ExplainedIndicator.of(parent.ruleTables(), indicator, null))
          .orElseThrow(
              () ->
                  CommandFailure.usage(
                      "%s has no indicator %s".formatted(input.name(), id),
                      "write the id exactly as in the file; if another column holds it, add --map"
                          + " COLUMN=indicator_id"));
    }
  }

  private ExplainedIndicator stored() throws SQLException {
    try (TargetSystem target = parent.open();
        InputSource source = selection.openOne(id, target.database())) {
      List<Result> results = new ArrayList<>();
      new Results(target.database()).each(ResultFilter.of(List.of(id)), results::add);
      Result stored = results.isEmpty() ? null : results.getFirst();
      Optional<Indicator> indicator = IndicatorLookup.in(source, id);
      if (indicator.isPresent()) {
        return ExplainedIndicator.of(parent.ruleTables(), indicator.get(), stored);
      }
      if (stored == null) {
        throw CommandFailure.usage(
            "no indicator %s is stored; `%s results --search TEXT` finds ids, and `--input FILE`"
                    .formatted(id, target.command())
                + " explains a row of a file");
      }
      spec.commandLine()
          .getErr()
          .println("to see the evidence, name the file that has the row with --input FILE");
      return new ExplainedIndicator(id, stored.text(ResultColumn.NAME), null, stored);
    }
  }

  private void print(ExplainedIndicator explained) {
    PrintWriter out = spec.commandLine().getOut();
    switch (output.format()) {
      case TABLE -> ExplainText.of(explained).forEach(out::println);
      case JSON -> out.println(ExplainJson.of(explained).toPrettyString());
    }
  }
}
