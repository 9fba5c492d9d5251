package dev.classify.cli.explain;

import com.fasterxml.jackson.databind.JsonNode;
import dev.classify.attributes.SdmxCodes;
import dev.classify.attributes.SdmxConcept;
import dev.classify.outcome.AttributeValue;
import dev.classify.outcome.DecidedAnswer;
import dev.classify.rules.Evidence;
import dev.classify.rules.Explanation;
import dev.classify.rules.FieldVerdict;
import dev.classify.store.results.Result;
import dev.classify.store.results.ResultColumn;
import dev.classify.taxonomy.AnswerField;
import dev.classify.taxonomy.SeriesAttribute;
import dev.classify.taxonomy.Taxonomy;
import dev.classify.terminal.ShownText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// An explanation as lines to read.
public final class ExplainText {

  /// Only the heaviest evidence is shown; the JSON output has the rest.
  private static final int LINES_OF_A_KIND_MAX = 3;

  private final List<String> lines = new ArrayList<>();

  private ExplainText() {}

  public static List<String> of(ExplainedIndicator explained) {
    ExplainText text = new ExplainText();
    text.lines.add(explained.id() + "  " + explained.name().replaceAll("\\s+", " "));
    Result stored = explained.stored();
    if (stored != null) {
      text.addStored(stored);
    }
    Explanation rules = explained.rules();
    if (rules != null) {
      text.addRules(rules);
    }
    return text.lines.stream().map(ShownText::of).toList();
  }

  private void addStored(Result stored) {
    lines.add("");
    lines.add(
        "stored: confidence %s, by %s, rules %s, %s"
            .formatted(
                stored.text(ResultColumn.CONFIDENCE),
                stored.text(ResultColumn.MODEL).isEmpty()
                    ? stored.text(ResultColumn.PROVIDER)
                    : stored.text(ResultColumn.MODEL),
                stored.text(ResultColumn.RULES_VERSION),
                stored.text(ResultColumn.CLASSIFIED_AT)));
    lines.add("  " + stored.text(ResultColumn.REASONING).replaceAll("\\s+", " "));
    for (AnswerField field : AnswerField.values()) {
      String value = stored.text(field);
      lines.add(line(field, value, decision(stored, field)));
    }
  }

  /// Such as `0.95 rules (rule)`; empty for old answers, which were stored without it.
  private static String decision(Result stored, AnswerField field) {
    if (!(stored.values().get(ResultColumn.DECIDED_BY) instanceof JsonNode fields)) {
      return "";
    }
    JsonNode decision = fields.path(field.column());
    return decision.isMissingNode()
        ? ""
        : "%s  %s (%s)"
            .formatted(
                confidence(decision.path("confidence").asDouble()),
                decision.path("by").asText(),
                decision.path("kind").asText());
  }

  private void addRules(Explanation rules) {
    lines.add("");
    lines.add("rules: confidence " + confidence(rules.decided().answer().confidence()));
    lines.add("  " + rules.decided().answer().reasoning());
    for (FieldVerdict verdict : rules.verdicts().values()) {
      lines.add(line(verdict.field(), verdict.value(), confidence(verdict.confidence())));
      lines.add(line("won", verdict.won(), ""));
      addHeaviest("for it", verdict.support());
      addHeaviest("against", verdict.against());
      verdict.doubts().forEach(doubt -> lines.add("    doubt    " + doubt));
      ExplainedIndicator.repaired(rules, verdict.field())
          .ifPresent(value -> lines.add("    repaired to " + shown(value)));
    }
    addAttributes(rules.decided());
    if (!rules.leftover().isEmpty()) {
      lines.add("words of the unit that are in no table: " + String.join(", ", rules.leftover()));
    }
    rules
        .repaired()
        .forEach(
            found ->
                lines.add("repaired, " + Taxonomy.cite(found.section()) + ": " + found.sentence()));
    rules
        .warnings()
        .forEach(
            found ->
                lines.add(
                    "suspicious, " + Taxonomy.cite(found.section()) + ": " + found.sentence()));
  }

  private void addAttributes(DecidedAnswer decided) {
    Map<SeriesAttribute, AttributeValue> values = decided.attributes().values();
    for (SeriesAttribute attribute : SeriesAttribute.stated()) {
      AttributeValue value = values.get(attribute);
      if (value != null) {
        lines.add(
            "  %-24s %-22s %s"
                .formatted(attribute.column(), value.value(), confidence(value.confidence())));
        lines.add("    %-8s %s".formatted("stated", value.evidence()));
      }
    }
    Map<SdmxConcept, String> codes = SdmxCodes.of(decided.answer(), decided.attributes());
    if (!codes.isEmpty()) {
      lines.add(
          codes.entrySet().stream()
              .map(code -> code.getKey() + "=" + code.getValue())
              .collect(Collectors.joining(", ", "  SDMX: ", "")));
    }
  }

  private void addHeaviest(String label, List<Evidence> all) {
    all.stream()
        .sorted(Comparator.comparingInt(Evidence::weight).reversed())
        .limit(LINES_OF_A_KIND_MAX)
        .forEach(
            one ->
                lines.add(
                    line(label, one, label.equals("against") ? shown(one.value()) + ": " : "")));
    if (all.size() > LINES_OF_A_KIND_MAX) {
      lines.add("             and %d lighter".formatted(all.size() - LINES_OF_A_KIND_MAX));
    }
  }

  private static String line(String label, Evidence evidence, String value) {
    return "    %-8s %s%s  [%s, %d]"
        .formatted(label, value, evidence.reason(), evidence.source().token(), evidence.weight());
  }

  private static String line(AnswerField field, String value, String rest) {
    return "  %-24s %-22s %s".formatted(field.column(), shown(value), rest).stripTrailing();
  }

  private static String shown(String value) {
    return value.isEmpty() ? "none" : value;
  }

  private static String confidence(double confidence) {
    return String.format(Locale.ROOT, "%.2f", confidence);
  }
}
