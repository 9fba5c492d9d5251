package dev.classify.web.review;

import dev.classify.access.Role;
import dev.classify.store.results.ResultPages.Place;
import dev.classify.store.results.ResultQuery;
import dev.classify.store.review.Acceptances;
import dev.classify.store.review.QueuePart;
import dev.classify.store.review.ReviewPages;
import dev.classify.taxonomy.AnswerField;
import dev.classify.units.CurrencyCodes;
import dev.classify.web.http.ApiRequest;
import dev.classify.web.http.ApiResponse;
import dev.classify.web.http.Cursor;
import dev.classify.web.http.JsonBody;
import dev.classify.web.http.Problem;
import dev.classify.web.http.Route;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Accepts the waiting answers from a confidence on, and takes that back.
public final class AcceptanceRoutes {

  private static final Logger LOG = LoggerFactory.getLogger(AcceptanceRoutes.class);

  private static final int CHARACTERS_MAX = 8_192;

  private final DataSource database;
  private final ReviewPages pages;
  private final CurrencyCodes currencies;

  /// @param currencies that an answer may have
  public AcceptanceRoutes(DataSource database, CurrencyCodes currencies) {
    this.database = database;
    this.pages = new ReviewPages(database);
    this.currencies = currencies;
  }

  public List<Route> routes() {
    return List.of(
        Route.post("/api/v1/review-acceptances", Role.REVIEWER, this::accept),
        Route.post("/api/v1/review-acceptances/{acceptance}/undo", Role.REVIEWER, this::undo));
  }

  private ApiResponse accept(ApiRequest request) throws SQLException {
    JsonBody body =
        request.body("confidenceFrom", "job", "family", "dryRun", "counted", "acceptance", "after");
    Double from = body.share("confidenceFrom");
    if (from == null) {
      body.wrong("confidenceFrom is missing");
    }
    ResultQuery query =
        new ResultQuery(
            null, body.text("job", CHARACTERS_MAX), family(body), from, null, null, null);
    boolean dry = body.flag("dryRun");
    String counted = body.text("counted", CHARACTERS_MAX);
    if (counted != null && !pages.isSnapshot(counted)) {
      body.wrong("counted must come from an answer to dryRun");
    }
    String known = body.text("acceptance", CHARACTERS_MAX);
    if (known != null && !Acceptances.isId(known)) {
      body.wrong("acceptance must come from the answer before");
    }
    Place after = after(body);
    body.check();
    QueuePart wanted = QueuePart.of(request.caller().name());
    ReviewPages.Count count =
        pages.counted(counted == null ? wanted : wanted.countedIn(counted), query, after);
    // Answers that come later are for another call.
    String snapshot = counted == null ? count.snapshot() : counted;
    if (dry) {
      return ApiResponse.json(new AcceptanceJson(0, 0, 0, count.items(), snapshot, null, null));
    }
    String id = known == null ? Acceptances.newId() : known;
    Acceptances.Accepted done = acceptances(request).accept(id, query, snapshot, after);
    LOG.info("acceptance={} answers={} by={}", id, done.accepted(), request.caller().name());
    Place next = done.next();
    return ApiResponse.json(
        new AcceptanceJson(
            done.accepted(),
            done.unchanged(),
            done.refused(),
            next == null ? 0 : pages.counted(wanted.countedIn(snapshot), query, next).items(),
            snapshot,
            id,
            next == null ? null : Cursor.of(next.confidence(), next.indicatorId()).toString()));
  }

  private static Map<AnswerField, String> family(JsonBody body) {
    String family = body.word("family", AnswerField.FAMILY.tokens());
    return family == null ? Map.of() : Map.of(AnswerField.FAMILY, family);
  }

  private static @Nullable Place after(JsonBody body) {
    Cursor after = body.cursor("after", 2);
    try {
      return after == null ? null : new Place(Double.parseDouble(after.key(0)), after.key(1));
    } catch (NumberFormatException _) {
      body.wrong("after must come from the answer before");
      return null;
    }
  }

  private ApiResponse undo(ApiRequest request) throws SQLException {
    request.parameters().check();
    String id = request.pathValue("acceptance");
    Acceptances.TakenBack done = acceptances(request).takeBack(id);
    if (done.restored() + done.refused() == 0) {
      throw Problem.notFound(
          "%s has accepted nothing as %s that can be taken back"
              .formatted(request.caller().name(), id));
    }
    LOG.info(
        "acceptance={} taken back answers={} by={}", id, done.restored(), request.caller().name());
    return ApiResponse.json(done);
  }

  private Acceptances acceptances(ApiRequest request) {
    return new Acceptances(database, request.caller().name(), currencies);
  }

  /// What was accepted.
  ///
  /// @param left answers that were counted and are not accepted yet
  /// @param counted tells what was counted
  /// @param acceptance by which it is continued or taken back; null if nothing was accepted yet
  /// @param next where the rest begins; null if there is none
  private record AcceptanceJson(
      int accepted,
      int unchanged,
      int refused,
      long left,
      String counted,
      @Nullable String acceptance,
      @Nullable String next) {}
}
