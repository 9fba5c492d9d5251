package dev.classify.web.review;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.classify.access.Role;
import dev.classify.store.results.ResultPages.Place;
import dev.classify.store.results.ResultQuery;
import dev.classify.store.review.DecisionResult;
import dev.classify.store.review.Judgement;
import dev.classify.store.review.Judgements;
import dev.classify.store.review.QueuePart;
import dev.classify.store.review.ReviewActions;
import dev.classify.store.review.ReviewItem;
import dev.classify.store.review.ReviewPages;
import dev.classify.store.review.ReviewSettings;
import dev.classify.store.review.Reviews;
import dev.classify.taxonomy.AnswerField;
import dev.classify.units.CurrencyCodes;
import dev.classify.web.http.ApiRequest;
import dev.classify.web.http.ApiResponse;
import dev.classify.web.http.Caller;
import dev.classify.web.http.Cursor;
import dev.classify.web.http.JsonBody;
import dev.classify.web.http.Page;
import dev.classify.web.http.Parameters;
import dev.classify.web.http.Problem;
import dev.classify.web.http.Route;
import dev.classify.web.results.ResultFilters;
import dev.classify.web.results.ResultRoutes;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// The review queue, and decisions about answers. They have the rules and effects of
/// `classify review`.
public final class ReviewRoutes {

  private static final int NOTE_CHARACTERS_MAX = 8_192;

  private final DataSource database;
  private final Reviews reviews;
  private final ReviewPages pages;
  private final Judgements judgements;
  private final ReviewSettings settings;
  private final CurrencyCodes currencies;

  /// @param currencies that an answer may have
  public ReviewRoutes(DataSource database, CurrencyCodes currencies) {
    this.database = database;
    this.reviews = new Reviews(database);
    this.pages = new ReviewPages(database);
    this.judgements = new Judgements(database);
    this.settings = new ReviewSettings(database);
    this.currencies = currencies;
  }

  public List<Route> routes() {
    return List.of(
        Route.get("/api/v1/review", Role.VIEWER, this::list),
        Route.get("/api/v1/review/{indicatorId}", Role.VIEWER, this::one),
        Route.post("/api/v1/review/{indicatorId}/decisions", Role.REVIEWER, this::decide));
  }

  private ApiResponse list(ApiRequest request) throws SQLException {
    Parameters parameters = request.parameters();
    ResultQuery query = ResultFilters.read(parameters);
    boolean disputed = "disputed".equals(parameters.word("part", List.of("waiting", "disputed")));
    Place after = ResultRoutes.place(parameters, parameters.after(2));
    int limit = parameters.limit();
    parameters.check();
    Page<ReviewItem> page =
        Page.of(
            pages.open(
                disputed ? QueuePart.DISPUTED : wantedOf(request.caller()),
                query,
                after,
                limit + 1),
            limit,
            item -> Cursor.of(item.decided().answer().confidence(), item.indicatorId()));
    return ApiResponse.json(page.map(ReviewItemJson::of));
  }

  /// The answers that a caller may judge. Viewers, who judge none, see them all.
  private static QueuePart wantedOf(Caller caller) {
    return caller.role().includes(Role.REVIEWER) ? QueuePart.of(caller.name()) : QueuePart.WAITING;
  }

  private ApiResponse one(ApiRequest request) throws SQLException {
    request.parameters().check();
    String id = request.pathValue("indicatorId");
    ReviewItem item = reviews.find(List.of(id)).get(id);
    if (item == null) {
      throw Problem.notFound("no answer is stored for " + id);
    }
    List<Judgement> judged = judgements.of(id);
    int wanted = settings.judges();
    return ApiResponse.json(
        new ItemWithDecisions(
            ReviewItemJson.of(item),
            ReviewItemJson.Decision.of(reviews.history(id)),
            wanted,
            judged.size(),
            visible(request.caller(), item, judged, wanted) ? JudgementJson.of(judged) : null));
  }

  /// Whoever still has to judge must not see what others say: it would make them agree.
  private static boolean visible(
      Caller caller, ReviewItem item, List<Judgement> judged, int wanted) {
    return item.openedAt() == null
        || judged.size() >= wanted
        || judged.stream().anyMatch(one -> one.judge().equals(caller.name()));
  }

  private ApiResponse decide(ApiRequest request) throws SQLException {
    JsonBody body = request.body("action", "fields", "note", "dryRun", "settle");
    String action = body.word("action", List.of("accept", "correct", "reject", "undo"));
    String note = body.text("note", NOTE_CHARACTERS_MAX);
    boolean dry = body.flag("dryRun");
    boolean settles = body.flag("settle");
    Map<AnswerField, String> fields = DecidedFields.read(body);
    if ("correct".equals(action) == fields.isEmpty()) {
      body.wrong("fields holds the right values for `correct`, and is left out otherwise");
    }
    if ("reject".equals(action) && note == null) {
      body.wrong("note must say why the answer is rejected");
    }
    if (dry && !"accept".equals(action) && !"correct".equals(action)) {
      body.wrong("dryRun is possible for `accept` and `correct`");
    }
    if (settles && (dry || "undo".equals(action))) {
      body.wrong("settle is possible for `accept`, `correct` and `reject`, and not with dryRun");
    }
    body.check();
    String id = request.pathValue("indicatorId");
    ReviewActions actions = new ReviewActions(database, request.caller().name(), currencies);
    DecisionResult result =
        switch (String.valueOf(action)) {
          case "reject" ->
              settles
                  ? actions.settleRejected(id, String.valueOf(note))
                  : actions.reject(id, String.valueOf(note));
          case "undo" -> actions.undo(id);
          default ->
              settles ? actions.settle(id, fields, note) : actions.answer(id, fields, note, dry);
        };
    if (result.status() == DecisionResult.Status.REFUSED) {
      throw Problem.unprocessable(result.detail());
    }
    return ApiResponse.json(
        Map.of("indicatorId", id, "status", result.status().word(), "detail", result.detail()));
  }

  /// An item, and what people said about it.
  ///
  /// @param judgesWanted how many judge each answer in the queue
  /// @param judged how many have judged this one
  /// @param judgements what they say, the earliest first; null while the caller is to judge
  private record ItemWithDecisions(
      @JsonUnwrapped ReviewItemJson item,
      List<ReviewItemJson.Decision> decisions,
      int judgesWanted,
      int judged,
      @Nullable List<JudgementJson> judgements) {}
}
