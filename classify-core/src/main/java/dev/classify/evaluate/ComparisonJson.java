package dev.classify.evaluate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/// Two runs as JSON.
public final class ComparisonJson {

  private ComparisonJson() {}

  /// All figures, with every changed answer.
  public static ObjectNode of(
      String before, String after, RunComparison comparison, double margin) {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("a", before).put("b", after);
    json.put("indicators", comparison.indicators()).put("margin", margin);
    comparison.unanswered().forEach(json.putArray("unanswered")::add);
    comparison
        .worseBy(margin)
        .forEach(change -> json.withArrayProperty("worse").add(change.field().column()));
    ObjectNode fields = json.putObject("fields");
    comparison.fields().forEach(change -> put(fields.putObject(change.field().column()), change));
    return json;
  }

  private static void put(ObjectNode json, FieldChange change) {
    json.put("rows", change.rows().size())
        .put("a", change.before())
        .put("b", change.after())
        .put("points", change.points())
        .put("mcnemar_p", change.chance());
    json.putArray("points_95").add(change.interval().low()).add(change.interval().high());
    put(json.putArray("better"), change.better());
    put(json.putArray("worse"), change.worse());
    put(json.putArray("otherwise_wrong"), change.otherwiseWrong());
  }

  private static void put(ArrayNode json, List<FieldChange.Pair> rows) {
    rows.forEach(
        row ->
            json.addObject()
                .put("indicator_id", row.indicatorId())
                .put("label", row.label())
                .put("a", row.before())
                .put("b", row.after()));
  }
}
