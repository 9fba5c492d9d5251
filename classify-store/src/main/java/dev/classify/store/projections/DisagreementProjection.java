package dev.classify.store.projections;

import com.fasterxml.jackson.databind.JsonNode;
import dev.classify.store.events.Event;
import dev.classify.taxonomy.AnswerField;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// Where rules, models and people say different things about a field, and how often they were
/// compared.
///
/// An answer of a model is compared with that of the rules to the same row. A decision of a person
/// is compared with the answer that it accepts or corrects, unless that is a person's already.
public final class DisagreementProjection implements Projection {

  private static final CountTable COUNTS =
      new CountTable(
          "disagreement_counts",
          List.of("pair text", "field text", "first text", "second text"),
          List.of("answers bigint"));

  @Override
  public String name() {
    return "disagreement";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public List<String> tables() {
    return List.of(COUNTS.name());
  }

  @Override
  public void apply(Handle handle, EventBatch batch) {
    CountTable.Additions counts = COUNTS.additions();
    for (Event event : batch.events()) {
      switch (event.kind()) {
        case ANSWERED -> rulesAndModel(counts, event.payload());
        case CORRECTED -> answerAndPerson(counts, event.payload());
        case REJECTED, LLM_REQUEST -> {}
      }
    }
    counts.write(handle, batch);
  }

  private static void rulesAndModel(CountTable.Additions counts, JsonNode payload) {
    JsonNode rules = payload.path("rules");
    if (!rules.isObject()) {
      return;
    }
    for (AnswerField field : AnswerField.values()) {
      String byModel = EventFields.value(payload.path("values"), field);
      String byRules = rules.has(field.column()) ? EventFields.value(rules, field) : byModel;
      compare(counts, "rules-model", field, byRules, byModel);
    }
  }

  private static void answerAndPerson(CountTable.Additions counts, JsonNode payload) {
    String action = EventFields.text(payload.path("action"));
    String by = EventFields.text(payload.path("before").path("by"));
    if (!(action.equals("accept") || action.equals("correct")) || by.equals("person")) {
      return;
    }
    for (AnswerField field : AnswerField.values()) {
      compare(
          counts,
          by + "-person",
          field,
          EventFields.value(payload.path("before").path("values"), field),
          EventFields.value(payload.path("after").path("values"), field));
    }
  }

  private static void compare(
      CountTable.Additions counts, String pair, AnswerField field, String first, String second) {
    counts.add(List.of(pair, field.column(), "", ""), 0, 1);
    if (!first.equals(second)) {
      counts.add(List.of(pair, field.column(), first, second), 0, 1);
    }
  }
}
