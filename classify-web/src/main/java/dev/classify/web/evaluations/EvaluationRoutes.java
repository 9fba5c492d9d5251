package dev.classify.web.evaluations;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.classify.access.Role;
import dev.classify.evaluate.AnswerSet;
import dev.classify.evaluate.Bootstrap;
import dev.classify.evaluate.ComparisonJson;
import dev.classify.evaluate.Evaluation;
import dev.classify.evaluate.EvaluationJson;
import dev.classify.evaluate.GoldLabels;
import dev.classify.evaluate.LabelsJson;
import dev.classify.evaluate.RunComparison;
import dev.classify.evaluate.StoredEvaluation;
import dev.classify.store.evaluations.Evaluations;
import dev.classify.store.jobs.Jobs;
import dev.classify.store.results.Results;
import dev.classify.store.results.StoredAnswerSet;
import dev.classify.units.CurrencyCodes;
import dev.classify.web.http.ApiRequest;
import dev.classify.web.http.ApiResponse;
import dev.classify.web.http.Cursor;
import dev.classify.web.http.Json;
import dev.classify.web.http.Page;
import dev.classify.web.http.Parameters;
import dev.classify.web.http.Problem;
import dev.classify.web.http.Route;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import javax.sql.DataSource;

/// Compares answers with the labels of a file, and keeps the result. The figures are those of
/// `classify evaluate`.
public final class EvaluationRoutes {

  /// Each takes a processor for seconds.
  private static final int EVALUATED_MAX = 1;

  private static final int NAME_CHARACTERS_MAX = 200;
  private static final double THRESHOLD = 0.8;
  private static final double MARGIN = 1;
  private static final int MARGIN_MAX = 100;

  private final Evaluations evaluations;
  private final Results results;
  private final Jobs jobs;
  private final CurrencyCodes currencies;
  private final Semaphore places = new Semaphore(EVALUATED_MAX);

  /// @param currencies that a label may be
  public EvaluationRoutes(DataSource database, CurrencyCodes currencies) {
    this.evaluations = new Evaluations(database);
    this.results = new Results(database);
    this.jobs = new Jobs(database);
    this.currencies = currencies;
  }

  public List<Route> routes() {
    return List.of(
        Route.get("/api/v1/evaluations", Role.VIEWER, this::list),
        Route.upload("/api/v1/evaluations", Role.REVIEWER, GoldUpload.BYTES_MAX, this::evaluate),
        Route.get("/api/v1/evaluations/{evaluationId}", Role.VIEWER, this::one),
        Route.get("/api/v1/evaluations/{evaluationId}/comparison", Role.VIEWER, this::compare));
  }

  private ApiResponse list(ApiRequest request) throws SQLException {
    Parameters parameters = request.parameters();
    Optional<Parameters.TimedPlace> after = parameters.timedAfter();
    int limit = parameters.limit();
    parameters.check();
    Page<Evaluations.Listed> page =
        Page.of(
            evaluations.list(
                after.map(Parameters.TimedPlace::time).orElse(null),
                after.map(Parameters.TimedPlace::id).orElse(null),
                limit + 1),
            limit,
            listed -> Cursor.of(listed.createdAt(), listed.evaluationId()));
    return ApiResponse.json(page.map(EvaluationListed::of));
  }

  private ApiResponse one(ApiRequest request) throws SQLException {
    request.parameters().check();
    return ApiResponse.json(EvaluationDetail.of(find(request.pathValue("evaluationId"))));
  }

  private ApiResponse evaluate(ApiRequest request) throws SQLException {
    Parameters parameters = request.parameters();
    String gold = name(parameters, "gold", "labels");
    String name = name(parameters, "name", gold);
    String jobId = parameters.text("job");
    Double threshold = parameters.share("threshold");
    parameters.check();
    if (jobId != null && jobs.find(jobId).isEmpty()) {
      throw Problem.unprocessable("there is no job " + jobId);
    }
    if (!places.tryAcquire()) {
      throw Problem.unavailable("another evaluation runs on this worker", 5);
    }
    try {
      GoldLabels labels = GoldUpload.read(gold, request.content(), currencies);
      AnswerSet answers =
          jobId == null
              ? StoredAnswerSet.current(results, labels.ids())
              : StoredAnswerSet.ofJob(results, labels.ids(), jobId);
      Evaluation evaluation = judge(labels, answers, threshold == null ? THRESHOLD : threshold);
      EvaluationSummary summary = EvaluationSummary.of(labels, evaluation);
      String id =
          evaluations.add(
              new StoredEvaluation(
                  name,
                  LabelsJson.write(labels.labels()),
                  EvaluationJson.of(
                      labels,
                      List.of(
                          new EvaluationJson.Run(
                              answers.name(),
                              JsonNodeFactory.instance.objectNode(),
                              evaluation,
                              Optional.empty())))),
              request.caller().name(),
              gold,
              jobId,
              Json.tree(summary));
      return new ApiResponse.Text(
          201, "application/json", Json.write(EvaluationDetail.of(find(id))), Map.of());
    } finally {
      places.release();
    }
  }

  private static Evaluation judge(GoldLabels labels, AnswerSet answers, double threshold) {
    return Evaluation.of(labels.labels(), answers.byId(), threshold, Bootstrap.USUAL)
        .orElseThrow(
            () ->
                Problem.unprocessable(
                    "nothing to evaluate: none of the %d labelled indicators has an answer in %s"
                        .formatted(labels.labels().size(), answers.name())));
  }

  private ApiResponse compare(ApiRequest request) throws SQLException {
    Parameters parameters = request.parameters();
    String beforeId = parameters.text("before");
    if (beforeId == null) {
      parameters.wrong("before must be the id of another evaluation");
    }
    Double margin = parameters.decimal("margin", 0, MARGIN_MAX);
    parameters.check();
    StoredEvaluation after = find(request.pathValue("evaluationId")).content();
    StoredEvaluation before = find(Objects.requireNonNull(beforeId)).content();
    RunComparison comparison =
        after
            .comparedWith(before, Bootstrap.USUAL)
            .orElseThrow(
                () ->
                    Problem.unprocessable(
                        "nothing to compare: the evaluations share no labelled indicator"));
    return ApiResponse.json(
        ComparisonJson.of(
            before.name(), after.name(), comparison, margin == null ? MARGIN : margin));
  }

  private Evaluations.Whole find(String id) throws SQLException {
    return evaluations.find(id).orElseThrow(() -> Problem.notFound("there is no evaluation " + id));
  }

  private static String name(Parameters parameters, String parameter, String ifMissing) {
    String name = parameters.text(parameter);
    if (name != null
        && (name.length() > NAME_CHARACTERS_MAX
            || name.chars().anyMatch(Character::isISOControl))) {
      parameters.wrong(
          "%s must be a text of at most %d characters".formatted(parameter, NAME_CHARACTERS_MAX));
    }
    return name == null || name.isBlank() ? ifMissing : name.strip();
  }
}
