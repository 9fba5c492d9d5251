package dev.classify.web.review;

import dev.classify.access.Role;
import dev.classify.evaluate.FieldAgreement;
import dev.classify.evaluate.JudgeAgreement;
import dev.classify.evaluate.JudgedValues;
import dev.classify.store.results.ResultQuery;
import dev.classify.store.review.Judgements;
import dev.classify.store.review.QueuePart;
import dev.classify.store.review.ReviewPages;
import dev.classify.store.review.ReviewSettings;
import dev.classify.web.http.ApiRequest;
import dev.classify.web.http.ApiResponse;
import dev.classify.web.http.JsonBody;
import dev.classify.web.http.Route;
import dev.classify.web.results.FieldNames;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// How far the judges of answers agree, and how many judge each answer.
public final class AgreementRoutes {

  private final Judgements judgements;
  private final ReviewSettings settings;
  private final ReviewPages pages;

  public AgreementRoutes(DataSource database) {
    this.judgements = new Judgements(database);
    this.settings = new ReviewSettings(database);
    this.pages = new ReviewPages(database);
  }

  /// To be listed before the routes of single answers, whose ids are anything.
  public List<Route> routes() {
    return List.of(
        Route.get("/api/v1/review/agreement", Role.VIEWER, this::agreement),
        Route.get("/api/v1/review-settings", Role.VIEWER, this::settings),
        Route.post("/api/v1/review-settings", Role.OPERATOR, this::change));
  }

  private ApiResponse agreement(ApiRequest request) throws SQLException {
    request.parameters().check();
    List<JudgedValues> judged = judgements.latest();
    ResultQuery all = new ResultQuery(null, null, Map.of(), null, null, null, null);
    return ApiResponse.json(
        new Agreement(
            settings.judges(),
            judged.stream().map(JudgedValues::judge).distinct().sorted().toList(),
            judged.stream().map(JudgedValues::row).distinct().count(),
            pages.count(QueuePart.DISPUTED, all),
            JudgeAgreement.of(judged).stream().map(Field::of).toList()));
  }

  private ApiResponse settings(ApiRequest request) throws SQLException {
    request.parameters().check();
    return ApiResponse.json(Map.of("judgesPerRow", settings.judges()));
  }

  private ApiResponse change(ApiRequest request) throws SQLException {
    JsonBody body = request.body("judgesPerRow");
    Long judges = body.number("judgesPerRow", 1, ReviewSettings.JUDGES_MAX);
    if (judges == null) {
      body.wrong("judgesPerRow is missing");
    }
    body.check();
    int wanted = judges == null ? 1 : judges.intValue();
    int settled = settings.setJudges(wanted, request.caller().name());
    return ApiResponse.json(Map.of("judgesPerRow", wanted, "settled", settled));
  }

  /// @param judgesPerRow how many people judge each answer in the queue
  /// @param judged answers that somebody has judged
  /// @param disputed answers in the queue whose judges disagree
  private record Agreement(
      int judgesPerRow, List<String> judges, long judged, long disputed, List<Field> fields) {}

  /// @param rows rows with a value of at least two judges
  /// @param alpha null where it is not defined, as if all values are the same
  private record Field(
      String field, int rows, int agreed, @Nullable Double alpha, List<Pair> pairs) {

    private static Field of(FieldAgreement agreement) {
      return new Field(
          FieldNames.of(agreement.field()),
          agreement.rows(),
          agreement.agreed(),
          defined(agreement.alpha()),
          agreement.pairs().stream().map(Pair::of).toList());
    }
  }

  /// @param kappa null where it is not defined
  private record Pair(List<String> judges, int rows, int agreed, @Nullable Double kappa) {

    private static Pair of(FieldAgreement.Pair pair) {
      return new Pair(
          List.of(pair.judge(), pair.other()), pair.rows(), pair.agreed(), defined(pair.kappa()));
    }
  }

  /// JSON has no NaN.
  private static @Nullable Double defined(double measure) {
    return Double.isNaN(measure) ? null : measure;
  }
}
