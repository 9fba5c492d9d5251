package dev.classify.cli.evaluate;

import dev.classify.cli.report.EstimateText;
import dev.classify.evaluate.LabelField;
import dev.classify.store.ledger.Spending;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// Runs side by side, one column each: requests, tokens and cost first, then the fields.
record RunsTable(List<String> headers, List<List<String>> rows) {

  public RunsTable {
    headers = List.copyOf(headers);
    rows = List.copyOf(rows);
  }

  static RunsTable of(List<EvaluatedRun> runs) {
    List<String> headers = new ArrayList<>(List.of("rows per request"));
    runs.forEach(run -> headers.add(asked(run, asked -> Integer.toString(asked.rowsPerRequest()))));
    List<List<String>> rows = new ArrayList<>();
    rows.add(row("requests", runs, run -> spent(run, of -> Long.toString(of.requests()))));
    rows.add(row("tokens in", runs, run -> spent(run, of -> Long.toString(of.tokensIn()))));
    rows.add(row("tokens cached", runs, run -> spent(run, of -> Long.toString(of.tokensCached()))));
    rows.add(
        row(
            "tokens written to the cache",
            runs,
            run -> spent(run, of -> Long.toString(of.tokensCacheWrite()))));
    rows.add(row("tokens out", runs, run -> spent(run, of -> Long.toString(of.tokensOut()))));
    rows.add(row("cost", runs, run -> spent(run, RunsTable::cost)));
    rows.add(row("answered", runs, run -> Integer.toString(run.evaluation().cases().size())));
    rows.add(
        row(
            "all fields right %",
            runs, run -> NumberText.percent(run.evaluation().all().allRight().value())));
    rows.add(
        row("95 %", runs, run -> NumberText.percent(run.evaluation().all().allRight().interval())));
    LabelField.all().stream()
        .filter(
            field -> runs.stream().anyMatch(run -> run.evaluation().all().of(field).isPresent()))
        .forEach(field -> rows.add(row(field.column() + " %", runs, run -> right(run, field))));
    return new RunsTable(headers, rows);
  }

  String caption() {
    return "what each run took, and the share that is right";
  }

  private static List<String> row(
      String name, List<EvaluatedRun> runs, Function<EvaluatedRun, String> figure) {
    List<String> row = new ArrayList<>(List.of(name));
    runs.forEach(run -> row.add(figure.apply(run)));
    return row;
  }

  /// The cost of some requests may never be known.
  private static String cost(Spending spending) {
    boolean part = spending.costUsd() != null && spending.unpriced() > 0;
    return EstimateText.dollars(spending.costUsd()) + (part ? " or more" : "");
  }

  private static String right(EvaluatedRun run, LabelField field) {
    return run.evaluation()
        .all()
        .of(field)
        .map(score -> NumberText.percent(score.accuracy().value()))
        .orElse(NumberText.NONE);
  }

  private static String spent(EvaluatedRun run, Function<Spending, String> figure) {
    return asked(run, asked -> figure.apply(asked.spending()));
  }

  private static String asked(
      EvaluatedRun run, Function<EvaluatedRun.ModelRequests, String> figure) {
    return run.modelRequests().map(figure).orElse(NumberText.NONE);
  }
}
