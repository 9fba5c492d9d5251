package dev.classify.cli.explain;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.classify.attributes.SdmxCodes;
import dev.classify.outcome.DecidedAnswer;
import dev.classify.rules.Evidence;
import dev.classify.rules.Explanation;
import dev.classify.rules.FieldVerdict;
import dev.classify.store.results.Result;
import dev.classify.store.results.ResultJson;
import dev.classify.taxonomy.Contradiction;
import dev.classify.taxonomy.PlausibilityWarning;
import java.util.List;

/// An explanation as a JSON object.
public final class ExplainJson {

  private ExplainJson() {}

  /// `rules` and `stored` are null where they are unknown.
  public static ObjectNode of(ExplainedIndicator explained) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("indicator_id", explained.id()).put("name", explained.name());
    Explanation rules = explained.rules();
    json.set("rules", rules == null ? json.nullNode() : rules(rules));
    Result stored = explained.stored();
    json.set("stored", stored == null ? json.nullNode() : ResultJson.of(stored));
    return json;
  }

  private static ObjectNode rules(Explanation rules) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("confidence", rules.decided().answer().confidence());
    json.put("reasoning", rules.decided().answer().reasoning());
    ObjectNode fields = json.putObject("fields");
    for (FieldVerdict verdict : rules.verdicts().values()) {
      fields.set(verdict.field().column(), field(rules, verdict));
    }
    json.set("attributes", attributes(rules.decided()));
    rules.leftover().forEach(json.putArray("leftover")::add);
    ArrayNode repaired = json.putArray("contradictions_repaired");
    for (Contradiction found : rules.repaired()) {
      repaired.addObject().put("section", found.section()).put("sentence", found.sentence());
    }
    ArrayNode warnings = json.putArray("warnings");
    for (PlausibilityWarning found : rules.warnings()) {
      warnings.addObject().put("section", found.section()).put("sentence", found.sentence());
    }
    return json;
  }

  private static ObjectNode attributes(DecidedAnswer decided) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    decided
        .attributes()
        .values()
        .forEach(
            (attribute, value) ->
                json.putObject(attribute.column())
                    .put("value", value.value())
                    .put("confidence", value.confidence())
                    .put("evidence", value.evidence()));
    ObjectNode sdmx = json.putObject("sdmx");
    SdmxCodes.of(decided.answer(), decided.attributes())
        .forEach((concept, code) -> sdmx.put(concept.name(), code));
    return json;
  }

  private static ObjectNode field(Explanation rules, FieldVerdict verdict) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    value(json, verdict.value());
    json.put("confidence", verdict.confidence());
    json.put("strength", verdict.strength());
    json.set("won", evidence(verdict.won()));
    json.set("support", evidence(verdict.support()));
    json.set("against", evidence(verdict.against()));
    verdict.doubts().forEach(json.putArray("doubts")::add);
    ExplainedIndicator.repaired(rules, verdict.field())
        .ifPresent(value -> json.put("repaired_to", value));
    return json;
  }

  private static ArrayNode evidence(List<Evidence> all) {
    ArrayNode json = JsonNodeFactory.instance.arrayNode();
    all.forEach(one -> json.add(evidence(one)));
    return json;
  }

  private static ObjectNode evidence(Evidence evidence) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    value(json, evidence.value());
    return json.put("weight", evidence.weight())
        .put("source", evidence.source().token())
        .put("reason", evidence.reason());
  }

  /// Writes null for no currency.
  private static void value(ObjectNode json, String value) {
    if (value.isEmpty()) {
      json.putNull("value");
    } else {
      json.put("value", value);
    }
  }
}
