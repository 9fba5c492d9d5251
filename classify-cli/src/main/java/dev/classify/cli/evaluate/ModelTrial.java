package dev.classify.cli.evaluate;

import dev.classify.api.AnswerSettings;
import dev.classify.budget.Limits;
import dev.classify.cli.input.InputSource;
import dev.classify.cli.submit.EstimateRun;
import dev.classify.cli.submit.IngressNodes;
import dev.classify.cli.submit.JobRun;
import dev.classify.cli.submit.RunPlan;
import dev.classify.cli.submit.RunSettings;
import dev.classify.cli.submit.RunSummary;
import dev.classify.evaluate.AnswerSet;
import dev.classify.evaluate.Prediction;
import dev.classify.indicator.Indicator;
import dev.classify.outcome.Provider;
import dev.classify.rules.RuleTables;
import dev.classify.store.jobs.TrialJobs;
import dev.classify.store.results.Results;
import dev.classify.store.results.StoredAnswerSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;

/// Has labelled rows answered by a model at one number of rows per request, and removes afterwards
/// what that stored.
///
/// The rows get their own ids and the job is forced, so that the trial replaces no stored answer
/// and reuses none. Only the ledger of requests stays.
public final class ModelTrial implements AutoCloseable {

  private static final Duration LEFTOVER_AGE = Duration.ofDays(1);

  private final String id = TrialJobs.EVALUATION_PREFIX + UUID.randomUUID();
  private final AnswerSettings answering;
  private final IngressNodes nodes;
  private final DataSource database;
  private final RuleTables tables;
  private final Map<String, String> idsByRow = new HashMap<>();
  private final List<Indicator> rows;

  /// Prepares the rows.
  ///
  /// @param perRequest the most rows of a request
  public ModelTrial(
      Provider provider,
      int perRequest,
      Collection<Indicator> indicators,
      IngressNodes nodes,
      DataSource database,
      RuleTables tables) {
    this.answering = new AnswerSettings(provider, perRequest, Limits.NONE);
    this.nodes = nodes;
    this.database = database;
    this.tables = tables;
    this.rows = indicators.stream().map(this::underOwnId).toList();
  }

  /// Removes what interrupted evaluations left behind.
  public static void removeLeftovers(DataSource database) throws SQLException {
    new TrialJobs(database, TrialJobs.EVALUATION_PREFIX).removeOlderThan(LEFTOVER_AGE);
  }

  /// The answers, and the requests they took.
  ///
  /// @param problem why rows have no answer; empty where all have one
  public record TrialAnswers(AnswerSet answers, EvaluatedRun.ModelRequests asked, String problem) {}

  /// The name of the run in reports.
  public String name() {
    int together = answering.rowsPerRequest();
    return "%s, %d %s per request"
        .formatted(answering.by().token(), together, together == 1 ? "row" : "rows");
  }

  /// The estimate of the trial.
  public RunPlan plan() throws SQLException, InterruptedException {
    try (InputSource input = input()) {
      return EstimateRun.on(database, nodes, tables)
          .run(input, null, settings())
          .orElseThrow()
          .plan();
    }
  }

  /// Runs the trial and reads the answers back.
  public TrialAnswers run() throws SQLException, InterruptedException {
    try (InputSource input = input()) {
      RunSummary summary = JobRun.on(database, nodes).run(input, settings()).orElseThrow();
      return new TrialAnswers(
          new AnswerSet(name(), stored()),
          new EvaluatedRun.ModelRequests(answering.rowsPerRequest(), summary.spending()),
          trouble(summary));
    }
  }

  private InputSource input() {
    return InputSource.of("rows", rows);
  }

  private RunSettings settings() {
    return RunSettings.answeredBy(answering).jobId(id).force(true).build();
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

  private Indicator underOwnId(Indicator indicator) {
    String row = id + "-" + (idsByRow.size() + 1);
    idsByRow.put(row, indicator.id());
    return indicator.withId(row);
  }

  /// Batches that are still in flight may store rows afterwards; a later evaluation removes them.
  @Override
  public void close() throws SQLException {
    new TrialJobs(database, TrialJobs.EVALUATION_PREFIX).remove(id);
  }
}
