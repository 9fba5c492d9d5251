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
/// @param search must occur in the id or the name, ignoring case; of fewer than three letters, at
///     the beginning of a word there, because no index finds so few everywhere
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
  private static final String SEARCHED = "lower(indicator_id || ' ' || name)";

  private static final int INDEXED_LETTERS_MIN = 3;

  /// Who gave an answer, and its currency, as the index of migration V23 has them: it finds no
  /// nulls.
  private static final String ANSWERED_BY =
      """
      (case when reviewed_by is not null then 'person'
            when model_failure is not null then 'stand-in'
            when model is not null then 'model' else 'rules' end)\
      """;

  private static final String CURRENCY = "coalesce(currency, 'none')";

  /// Who gave an answer.
  public enum AnsweredBy {
    RULES("rules"),
    MODEL("model"),
    /// The rules, where a model gave no answer.
    STAND_IN("stand-in"),
    PERSON("person");

    private final String word;

    AnsweredBy(String word) {
      this.word = word;
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
      conditions.add(
          search.strip().length() < INDEXED_LETTERS_MIN
              ? "(%1$s like :wordOfId or %1$s like :wordOfName)".formatted(SEARCHED)
              : SEARCHED + " like :search");
    }
    if (jobId != null) {
      conditions.add("job_id = :jobId");
    }
    for (Map.Entry<AnswerField, String> field : fields.entrySet()) {
      String column = field.getKey().column();
      conditions.add(
          (field.getKey() == AnswerField.CURRENCY ? CURRENCY : column) + " = :" + column);
    }
    conditions.add(confidences());
    if (answeredBy != null) {
      // A literal, because the word stands in the index.
      conditions.add("%s = '%s'".formatted(ANSWERED_BY, answeredBy.word));
    }
    if (reviewed != null) {
      conditions.add(reviewed ? "reviewed_by is not null" : "reviewed_by is null");
    }
    return String.join(" and ", conditions);
  }

  /// The part of [#condition] that limits the confidence.
  public String confidences() {
    String from = confidenceFrom == null ? "true" : "confidence >= :confidenceFrom";
    return confidenceBelow == null ? from : from + " and confidence < :confidenceBelow";
  }

  /// Whether it leaves out answers of a job or of all. Those that remain may be few and lie
  /// anywhere in the order of a list.
  public boolean filters() {
    return search != null
        || !fields.isEmpty()
        || confidenceFrom != null
        || confidenceBelow != null
        || answeredBy != null
        || reviewed != null;
  }

  /// The parameters of [#condition], and perhaps more.
  public Map<String, @Nullable Object> parameters() {
    Map<String, @Nullable Object> parameters = new HashMap<>();
    String text = search == null ? "" : escaped(search);
    parameters.put("search", "%" + text + "%");
    parameters.put("wordOfId", text + "%");
    parameters.put("wordOfName", "% " + text + "%");
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
