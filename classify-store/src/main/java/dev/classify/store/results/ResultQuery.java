package dev.classify.store.results;

import dev.classify.taxonomy.AnswerField;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which answers a person looks for; null means any.
///
/// @param search must occur in the id or the name, ignoring case
/// @param fields values by field; [AnswerField#NO_CURRENCY] for answers without a currency
/// @param confidenceFrom the lowest confidence
/// @param confidenceBelow above the highest one
/// @param reviewed whether a person has confirmed or corrected the answer
public record ResultQuery(
    @Nullable String search,
    @Nullable String jobId,
    Map<AnswerField, String> fields,
    @Nullable Double confidenceFrom,
    @Nullable Double confidenceBelow,
    @Nullable AnsweredBy answeredBy,
    @Nullable Boolean reviewed) {

  /// The text that [#search] is looked for in, as the index of migration V20 has it.
  static final String SEARCHED = "lower(indicator_id || ' ' || name)";

  /// Who gave an answer.
  public enum AnsweredBy {
    RULES("model is null and model_failure is null and reviewed_by is null"),
    MODEL("model is not null and reviewed_by is null"),
    /// The rules, where a model gave no answer.
    STAND_IN("model_failure is not null and reviewed_by is null"),
    PERSON("reviewed_by is not null");

    private final String condition;

    AnsweredBy(String condition) {
      this.condition = condition;
    }
  }

  public ResultQuery {
    fields = Map.copyOf(fields);
  }

  /// The condition on `classifications`, with parameters. It names only what is asked for, so that
  /// the database can choose an index.
  public String condition() {
    List<String> conditions = new ArrayList<>(List.of("true"));
    if (search != null) {
      conditions.add(SEARCHED + " like :search");
    }
    if (jobId != null) {
      conditions.add("job_id = :jobId");
    }
    for (Map.Entry<AnswerField, String> field : fields.entrySet()) {
      String column = field.getKey().column();
      conditions.add(
          field.getValue().equals(AnswerField.NO_CURRENCY) && field.getKey() == AnswerField.CURRENCY
              ? column + " is null"
              : column + " = :" + column);
    }
    if (confidenceFrom != null) {
      conditions.add("confidence >= :confidenceFrom");
    }
    if (confidenceBelow != null) {
      conditions.add("confidence < :confidenceBelow");
    }
    if (answeredBy != null) {
      conditions.add(answeredBy.condition);
    }
    if (reviewed != null) {
      conditions.add(reviewed ? "reviewed_by is not null" : "reviewed_by is null");
    }
    return String.join(" and ", conditions);
  }

  /// The parameters of [#condition], and perhaps more.
  public Map<String, @Nullable Object> parameters() {
    Map<String, @Nullable Object> parameters = new HashMap<>();
    parameters.put("search", search == null ? null : "%" + escaped(search) + "%");
    parameters.put("jobId", jobId);
    fields.forEach((field, value) -> parameters.put(field.column(), value));
    parameters.put("confidenceFrom", confidenceFrom);
    parameters.put("confidenceBelow", confidenceBelow);
    return parameters;
  }

  /// A text as a pattern of `like` that matches only itself.
  private static String escaped(String text) {
    return text.toLowerCase(Locale.ROOT)
        .replace("\\", "\\\\")
        .replace("%", "\\%")
        .replace("_", "\\_");
  }
}
