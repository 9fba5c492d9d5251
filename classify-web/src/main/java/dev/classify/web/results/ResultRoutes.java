package dev.classify.web.results;

import dev.classify.access.Role;
import dev.classify.store.results.ResultPages;
import dev.classify.store.results.ResultPages.Place;
import dev.classify.store.results.ResultQuery;
import dev.classify.taxonomy.AnswerField;
import dev.classify.taxonomy.Taxonomy;
import dev.classify.web.http.ApiRequest;
import dev.classify.web.http.ApiResponse;
import dev.classify.web.http.Cursor;
import dev.classify.web.http.Page;
import dev.classify.web.http.Parameters;
import dev.classify.web.http.Route;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// Lists of answers and of rows without one.
public final class ResultRoutes {

  private static final List<String> STAGES =
      List.of("input", "rules", "consistency", "model", "batch", "store", "review");

  private final ResultPages pages;

  public ResultRoutes(DataSource database) {
    this.pages = new ResultPages(database);
  }

  public List<Route> routes() {
    return List.of(
        Route.get("/api/v1/results", Role.VIEWER, this::list),
        Route.get("/api/v1/rejections", Role.VIEWER, this::rejections),
        Route.get("/api/v1/scheme", Role.VIEWER, ResultRoutes::scheme));
  }

  private ApiResponse list(ApiRequest request) throws SQLException {
    Parameters parameters = request.parameters();
    ResultQuery query = ResultFilters.read(parameters);
    boolean byConfidence =
        "confidence".equals(parameters.word("sort", List.of("id", "confidence")));
    Cursor after = parameters.after(byConfidence ? 2 : 1);
    Place place = byConfidence ? place(parameters, after) : null;
    int limit = parameters.limit();
    parameters.check();
    Page<ResultPages.Row> page =
        byConfidence
            ? Page.of(
                pages.byConfidence(query, place, limit + 1),
                limit,
                row -> Cursor.of(row.answer().confidence(), row.indicatorId()))
            : Page.of(
                pages.byId(query, after == null ? null : after.key(0), limit + 1),
                limit,
                row -> Cursor.of(row.indicatorId()));
    return ApiResponse.json(page.map(ResultJson::of));
  }

  /// The place in a list by confidence that a cursor names.
  public static @Nullable Place place(Parameters parameters, @Nullable Cursor after) {
    if (after == null) {
      return null;
    }
    try {
      return new Place(Double.parseDouble(after.key(0)), after.key(1));
    } catch (NumberFormatException _) {
      parameters.wrong(Parameters.WRONG_PLACE);
      return null;
    }
  }

  private ApiResponse rejections(ApiRequest request) throws SQLException {
    Parameters parameters = request.parameters();
    String job = parameters.text("job");
    String stage = parameters.word("stage", STAGES);
    String reason = parameters.text("reason");
    Cursor after = parameters.after(1);
    int limit = parameters.limit();
    parameters.check();
    Page<ResultPages.Rejection> page =
        Page.of(
            pages.rejections(job, stage, reason, after == null ? null : after.key(0), limit + 1),
            limit,
            row -> Cursor.of(row.indicatorId()));
    return ApiResponse.json(page.map(ResultJson.Rejection::of));
  }

  private record SchemeField(String field, String label, List<String> values) {}

  private static ApiResponse scheme(ApiRequest request) {
    request.parameters().check();
    List<SchemeField> fields =
        Arrays.stream(AnswerField.values())
            .map(field -> new SchemeField(FieldNames.of(field), field.label(), field.tokens()))
            .toList();
    return ApiResponse.json(Map.of("version", Taxonomy.VERSION, "fields", fields));
  }
}
