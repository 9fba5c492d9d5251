package dev.classify.web.indicator;

import dev.classify.access.Role;
import dev.classify.attributes.SdmxCodes;
import dev.classify.attributes.SdmxConcept;
import dev.classify.indicator.Indicator;
import dev.classify.rules.Evidence;
import dev.classify.rules.FieldVerdict;
import dev.classify.rules.RulesClassifier;
import dev.classify.store.ledger.RequestPages;
import dev.classify.store.results.AnswerHistory;
import dev.classify.store.results.ResultPages;
import dev.classify.store.review.ReviewItem;
import dev.classify.store.review.Reviews;
import dev.classify.web.http.ApiRequest;
import dev.classify.web.http.ApiResponse;
import dev.classify.web.http.Problem;
import dev.classify.web.http.Route;
import dev.classify.web.requests.RequestJson;
import dev.classify.web.results.FieldNames;
import dev.classify.web.results.ResultJson;
import dev.classify.web.review.ReviewItemJson;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// Everything about one indicator.
public final class IndicatorRoutes {

  private static final int HISTORY_MAX = 100;
  private static final int REQUESTS_MAX = 50;

  private final Reviews reviews;
  private final AnswerHistory history;
  private final RequestPages requests;
  private final RulesClassifier rules;

  public IndicatorRoutes(DataSource database, RulesClassifier rules) {
    this.reviews = new Reviews(database);
    this.history = new AnswerHistory(database);
    this.requests = new RequestPages(database);
    this.rules = rules;
  }

  public List<Route> routes() {
    return List.of(Route.get("/api/v1/results/{indicatorId}", Role.VIEWER, this::one));
  }

  private record Detail(
      String indicatorId,
      @Nullable ReviewItemJson result,
      ResultJson.@Nullable Rejection rejection,
      List<FieldEvidence> evidence,
      List<StatedAttribute> attributes,
      Map<SdmxConcept, String> sdmx,
      List<Attempt> history,
      List<ReviewItemJson.Decision> decisions,
      List<RequestJson> requests) {}

  /// What the rules find in a field.
  ///
  /// @param value null for no currency
  private record FieldEvidence(
      String field, @Nullable String value, double confidence, List<String> evidence) {

    static FieldEvidence of(FieldVerdict verdict) {
      List<String> evidence =
          Stream.of(
                  Stream.of(verdict.won()).map(Evidence::reason),
                  verdict.support().stream().map(Evidence::reason),
                  verdict.against().stream()
                      .map(one -> "against it, for %s: %s".formatted(one.value(), one.reason())),
                  verdict.doubts().stream().map(doubt -> "in doubt: " + doubt))
              .flatMap(reasons -> reasons)
              .toList();
      return new FieldEvidence(
          FieldNames.of(verdict.field()),
          verdict.value().isEmpty() ? null : verdict.value(),
          verdict.confidence(),
          evidence);
    }
  }

  private record Attempt(
      Instant at,
      String outcome,
      @Nullable String stage,
      @Nullable String reason,
      @Nullable Map<String, @Nullable String> answer,
      @Nullable Double confidence,
      String provider,
      @Nullable String model,
      @Nullable String reviewedBy,
      String job) {

    static Attempt of(AnswerHistory.Attempt attempt) {
      return new Attempt(
          attempt.at(),
          attempt.answer() == null ? "rejected" : "classified",
          attempt.stage(),
          attempt.reason(),
          attempt.answer() == null ? null : FieldNames.values(attempt.answer()),
          attempt.answer() == null ? null : attempt.answer().confidence(),
          attempt.provider(),
          attempt.model(),
          attempt.reviewedBy(),
          attempt.jobId());
    }
  }

  private ApiResponse one(ApiRequest request) throws SQLException {
    request.parameters().check();
    String id = request.pathValue("indicatorId");
    ReviewItem item = reviews.find(List.of(id)).get(id);
    Optional<ResultPages.Rejection> rejection = history.rejection(id);
    List<AnswerHistory.Attempt> attempts = history.of(id, HISTORY_MAX);
    if (item == null && rejection.isEmpty() && attempts.isEmpty()) {
      throw Problem.notFound("nothing is known of " + id);
    }
    return ApiResponse.json(
        new Detail(
            id,
            item == null ? null : ReviewItemJson.of(item),
            rejection.map(ResultJson.Rejection::of).orElse(null),
            item == null || item.indicator() == null ? List.of() : evidence(item.indicator()),
            item == null ? List.of() : StatedAttribute.of(item.decided().attributes()),
            item == null
                ? Map.of()
                : SdmxCodes.of(item.decided().answer(), item.decided().attributes()),
            attempts.stream().map(Attempt::of).toList(),
            ReviewItemJson.Decision.of(reviews.history(id)),
            item == null ? List.of() : asked(item.batchKey())));
  }

  private List<FieldEvidence> evidence(Indicator indicator) {
    return rules.explain(indicator).verdicts().values().stream().map(FieldEvidence::of).toList();
  }

  private List<RequestJson> asked(String batchKey) throws SQLException {
    return requests.ofBatch(batchKey, REQUESTS_MAX).stream().map(RequestJson::of).toList();
  }
}
