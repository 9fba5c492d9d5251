package dev.classify.web.tasks;

import com.fasterxml.jackson.databind.JsonNode;
import dev.classify.api.AnswerSettings;
import dev.classify.model.ServiceTier;
import dev.classify.outcome.Provider;
import dev.classify.store.tasks.TaskSettings;
import dev.classify.store.tasks.TaskSettings.FileSettings;
import dev.classify.store.tasks.TaskSettings.ModelOutage;
import dev.classify.web.http.ApiRequest;
import dev.classify.web.http.JsonBody;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads the settings of a run from the body of a request. They have the limits of the options of
/// `classify run`.
final class SettingsBody {

  private static final List<String> KEYS =
      List.of(
          "columns",
          "delimiter",
          "encoding",
          "skipLines",
          "sheet",
          "provider",
          "rowsPerRequest",
          "requestsPerMinute",
          "tokensPerMinute",
          "budgetUsd",
          "tier",
          "force",
          "retry",
          "onModelFailure",
          "modelPatience");

  private static final String BY_RULES = "rules";
  private static final int DELIMITER_CHARACTERS_MAX = 20;
  private static final int ENCODING_CHARACTERS_MAX = 60;
  private static final int SHEET_CHARACTERS_MAX = 100;
  private static final int PATIENCE_CHARACTERS_MAX = 20;

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
    FileSettings file = file(body);
    String provider =
        body.word("provider", Stream.of(Provider.values()).map(Provider::token).toList());
    return new TaskSettings(
        columns(body, file),
        file,
        provider,
        rows == null ? null : rows.intValue(),
        requests == null ? null : requests.intValue(),
        body.number("tokensPerMinute", 1, LIMIT_MAX),
        body.amount("budgetUsd", BUDGET_MAX, BUDGET_DIGITS_MAX),
        body.word("tier", ServiceTier.OF_JOBS.stream().map(ServiceTier::token).toList()),
        body.flag("force"),
        body.flag("retry"),
        outage(body, provider));
  }

  private static FileSettings file(JsonBody body) {
    Long lines = body.number("skipLines", 0, Integer.MAX_VALUE);
    return new FileSettings(
        body.exactText("delimiter", DELIMITER_CHARACTERS_MAX),
        body.text("encoding", ENCODING_CHARACTERS_MAX),
        lines == null ? null : lines.intValue(),
        body.text("sheet", SHEET_CHARACTERS_MAX));
  }

  private static Map<String, String> columns(JsonBody body, FileSettings file) {
    FileReading reading = new FileReading(body::wrong).file(file);
    body.object("columns")
        .properties()
        .forEach(entry -> reading.column(entry.getKey(), text(entry.getValue()), "columns"));
    return reading.columns().fields();
  }

  /// What is no text is no field either.
  private static String text(JsonNode field) {
    return field.isTextual() ? field.asText() : field.toString();
  }

  private static ModelOutage outage(JsonBody body, @Nullable String provider) {
    boolean byRules = BY_RULES.equals(body.word("onModelFailure", List.of("wait", BY_RULES)));
    if (byRules && provider != null && !provider.equals(Provider.CASCADE.token())) {
      body.wrong("onModelFailure rules is for the provider cascade");
    }
    String patience = body.text("modelPatience", PATIENCE_CHARACTERS_MAX);
    if (patience != null && ModelOutage.patience(patience).isEmpty()) {
      body.wrong("modelPatience must be a duration of 1s or more, such as 90s, 10m or 24h");
    }
    return new ModelOutage(byRules, patience);
  }
}
