package dev.classify.web.results;

import dev.classify.store.results.ResultQuery;
import dev.classify.store.results.ResultQuery.AnsweredBy;
import dev.classify.taxonomy.AnswerField;
import dev.classify.web.http.Parameters;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The parameters that select answers.
public final class ResultFilters {

  private static final Map<String, AnsweredBy> ANSWERED_BY =
      Map.of(
          "rules", AnsweredBy.RULES,
          "model", AnsweredBy.MODEL,
          "standIn", AnsweredBy.STAND_IN,
          "person", AnsweredBy.PERSON);

  private ResultFilters() {}

  /// Reads all of them.
  public static ResultQuery read(Parameters parameters) {
    Map<AnswerField, String> fields = new EnumMap<>(AnswerField.class);
    for (AnswerField field : AnswerField.values()) {
      String value = value(parameters, field);
      if (value != null) {
        fields.put(field, value);
      }
    }
    String answeredBy =
        parameters.word("answeredBy", List.of("rules", "model", "standIn", "person"));
    return new ResultQuery(
        parameters.text("search"),
        parameters.text("job"),
        fields,
        parameters.share("confidenceFrom"),
        parameters.share("confidenceBelow"),
        answeredBy == null ? null : ANSWERED_BY.get(answeredBy),
        parameters.flag("reviewed").orElse(null));
  }

  /// A currency is free text here: one that no answer has finds nothing.
  private static @Nullable String value(Parameters parameters, AnswerField field) {
    return field.tokens().isEmpty()
        ? parameters.text(FieldNames.of(field))
        : parameters.word(FieldNames.of(field), field.tokens());
  }
}
