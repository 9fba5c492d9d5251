package dev.classify.cli.evaluate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.classify.api.AnswerSettings;
import dev.classify.budget.Limits;
import dev.classify.cli.input.InputOptions;
import dev.classify.cli.input.InputSource;
import dev.classify.cli.input.RejectFile;
import dev.classify.cli.submit.EstimateRun;
import dev.classify.cli.submit.Estimator;
import dev.classify.cli.submit.IngressNodes;
import dev.classify.cli.submit.JobRun;
import dev.classify.cli.submit.RunPlan;
import dev.classify.cli.submit.RunSettings;
import dev.classify.cli.submit.RunSummary;
import dev.classify.evaluate.Prediction;
import dev.classify.indicator.Indicator;
import dev.classify.indicator.IndicatorField;
import dev.classify.indicator.IndicatorJson;
import dev.classify.local.process.Folder;
import dev.classify.outcome.Provider;
import dev.classify.store.jobs.JobProgress;
import dev.classify.store.jobs.Jobs;
import dev.classify.store.jobs.TrialJobs;
import dev.classify.store.ledger.Ledger;
import dev.classify.store.results.Results;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;

/// Has labelled rows answered anew, so many in a request, and takes back what that stored.
///
/// The rows have ids of their own, and their job is forced, so that neither their answers replace
/// any nor any stored one counts as theirs. What is left of it is the ledger of requests.
public final class ModelTrial implements AutoCloseable {

  private static final Duration LEFTOVER_AGE = Duration.ofDays(1);

  private final String id = TrialJobs.EVALUATION_PREFIX + UUID.randomUUID();
  private final AnswerSettings answering;
  private final IngressNodes nodes;
  private final DataSource database;
  private final Map<String, String> idsByRow = new HashMap<>();
  private final Path folder;
  private final Path rows;

  /// Nothing is sent yet.
  ///
  /// @param perRequest the most rows of a request
  public ModelTrial(
      Provider provider,
      int perRequest,
      Collection<Indicator> indicators,
      IngressNodes nodes,
      DataSource database)
      throws IOException {
    this.answering = new AnswerSettings(provider, perRequest, Limits.NONE);
    this.nodes = nodes;
    this.database = database;
    this.folder = Files.createTempDirectory("classify-evaluate");
    this.rows = write(indicators);
  }

  /// Removes what evaluations left that were cut off.
  public static void removeLeftovers(DataSource database) throws SQLException {
    new TrialJobs(database, TrialJobs.EVALUATION_PREFIX).removeOlderThan(LEFTOVER_AGE);
  }

  /// The answers, and what they took.
  ///
  /// @param problem why rows have no answer; empty where all have one
  public record TrialAnswers(AnswerSet answers, EvaluatedRun.ModelRequests asked, String problem) {}

  /// How the run is called in what is printed.
  public String name() {
    int together = answering.indicatorsMax();
    return "%s, %d %s per request"
        .formatted(answering.by().token(), together, together == 1 ? "row" : "rows");
  }

  /// What it is going to send.
  public RunPlan plan() throws SQLException, InterruptedException {
    EstimateRun run = new EstimateRun(nodes, new Jobs(database), new Estimator(database));
    try (InputSource input = InputSource.file(rows, InputOptions.NONE);
        RejectFile rejects = rejects()) {
      return run.run(input, rejects, wish()).orElseThrow().plan();
    }
  }

  /// Sends it, and reads back what was answered.
  public TrialAnswers run() throws SQLException, InterruptedException {
    JobRun run =
        new JobRun(
            nodes,
            new Jobs(database),
            new JobProgress(database),
            new Ledger(database),
            (started, scan, counts, stop) -> () -> {});
    try (InputSource input = InputSource.file(rows, InputOptions.NONE);
        RejectFile rejects = rejects()) {
      RunSummary summary = run.run(input, rejects, wish()).orElseThrow();
      return new TrialAnswers(
          new AnswerSet(name(), stored()),
          new EvaluatedRun.ModelRequests(answering.indicatorsMax(), summary.spending()),
          trouble(summary));
    }
  }

  private RejectFile rejects() {
    return new RejectFile(folder.resolve("rejects.csv"));
  }

  private RunSettings wish() {
    return new RunSettings(id, true, false, null, answering, 0);
  }

  private Map<String, Prediction> stored() throws SQLException {
    Map<String, Prediction> answers = new HashMap<>();
    AnswerSet byRow = StoredAnswerSet.ofJob(new Results(database), idsByRow.keySet(), id);
    byRow
        .byId()
        .forEach(
            (row, answer) -> {
              String indicatorId = idsByRow.getOrDefault(row, row);
              answers.put(
                  indicatorId,
                  new Prediction(
                      indicatorId, answer.tokens(), answer.confidences(), answer.confidence()));
            });
    return answers;
  }

  private String trouble(RunSummary summary) throws SQLException {
    if (summary.complete()) {
      return "";
    }
    String stop = summary.counts().stopReason();
    if (!stop.isEmpty()) {
      return "stopped: " + stop;
    }
    List<Results.Rejection> rejections = new Results(database).rejections(id, 1);
    String reason =
        rejections.isEmpty() ? summary.counts().failure() : rejections.getFirst().reason();
    return "%d rows have no answer, the first because %s"
        .formatted(summary.counts().rejected() + summary.unfinished(), reason);
  }

  private Path write(Collection<Indicator> indicators) throws IOException {
    Path file = folder.resolve("rows.jsonl");
    try (BufferedWriter lines = Files.newBufferedWriter(file)) {
      for (Indicator indicator : indicators) {
        String row = id + "-" + (idsByRow.size() + 1);
        idsByRow.put(row, indicator.id());
        ObjectNode json = IndicatorJson.write(indicator);
        lines.write(json.put(IndicatorField.INDICATOR_ID.column(), row).toString());
        lines.newLine();
      }
    }
    return file;
  }

  /// What a batch stores that is still under way is removed by a later evaluation.
  @Override
  public void close() throws IOException, SQLException {
    try {
      new TrialJobs(database, TrialJobs.EVALUATION_PREFIX).remove(id);
    } finally {
      Folder.delete(folder);
    }
  }
}
