package dev.classify.web.tasks;

import com.fasterxml.jackson.databind.JsonNode;
import dev.classify.api.AnswerSettings;
import dev.classify.indicator.IndicatorField;
import dev.classify.model.ServiceTier;
import dev.classify.outcome.Provider;
import dev.classify.store.tasks.TaskSettings;
import dev.classify.web.http.ApiRequest;
import dev.classify.web.http.JsonBody;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Reads the settings of a run from the body of a request. They have the limits of the options of
/// `classify run`.
final class SettingsBody {

  private static final List<String> KEYS =
      List.of(
          "columns",
          "provider",
          "rowsPerRequest",
          "requestsPerMinute",
          "tokensPerMinute",
          "budgetUsd",
          "tier",
          "force",
          "retry");

  /// The largest amount that the table of jobs can store.
  private static final BigDecimal BUDGET_MAX = BigDecimal.valueOf(999_999);

  private static final int BUDGET_DIGITS_MAX = 6;

  private static final long LIMIT_MAX = 1_000_000_000_000L;

  private SettingsBody() {}

  /// The body, which may have these keys besides those of the settings.
  static JsonBody of(ApiRequest request, String... more) {
    List<String> keys = new ArrayList<>(KEYS);
    keys.addAll(List.of(more));
    return request.body(keys.toArray(String[]::new));
  }

  /// Reads the settings; what is wrong is reported by [JsonBody#check].
  static TaskSettings read(JsonBody body) {
    Long rows = body.number("rowsPerRequest", 1, AnswerSettings.ROWS_PER_REQUEST_MAX);
    Long requests = body.number("requestsPerMinute", 1, Integer.MAX_VALUE);
    return new TaskSettings(
        columns(body),
        body.word("provider", Stream.of(Provider.values()).map(Provider::token).toList()),
        rows == null ? null : rows.intValue(),
        requests == null ? null : requests.intValue(),
        body.number("tokensPerMinute", 1, LIMIT_MAX),
        body.amount("budgetUsd", BUDGET_MAX, BUDGET_DIGITS_MAX),
        body.word("tier", ServiceTier.OF_JOBS.stream().map(ServiceTier::token).toList()),
        body.flag("force"),
        body.flag("retry"));
  }

  private static Map<String, String> columns(JsonBody body) {
    Map<String, String> columns = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : body.object("columns").properties()) {
      Optional<IndicatorField> field = field(entry.getValue().asText());
      if (field.isEmpty()) {
        body.wrong(
            "columns: %s is no field; the fields are %s"
                .formatted(entry.getValue().asText(), fields()));
      } else if (columns.containsValue(field.get().column())) {
        body.wrong("columns: " + field.get().column() + " has two columns");
      } else {
        columns.put(entry.getKey(), field.get().column());
      }
    }
    return columns;
  }

  /// The field of this column name. Other names of it do not count here.
  static Optional<IndicatorField> field(String column) {
    return Stream.of(IndicatorField.values())
        .filter(field -> field.column().equals(column))
        .findFirst();
  }

  static List<String> fields() {
    return Stream.of(IndicatorField.values()).map(IndicatorField::column).toList();
  }
}
