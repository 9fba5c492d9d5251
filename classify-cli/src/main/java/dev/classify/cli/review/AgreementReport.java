package dev.classify.cli.review;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.classify.cli.report.TextTable;
import dev.classify.evaluate.FieldAgreement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// How far reviewers agree, as text and as JSON.
public final class AgreementReport {

  private static final String NOT_DEFINED = "–";

  private AgreementReport() {}

  /// One line for each field, and one below it for every two reviewers.
  public static String text(List<FieldAgreement> fields) {
    if (fields.isEmpty()) {
      return "no answer has been judged by two reviewers; `classify review judges 2` asks for two";
    }
    List<List<String>> rows = new ArrayList<>();
    for (FieldAgreement field : fields) {
      rows.add(
          List.of(
              field.field().column(),
              "all",
              share(field.agreed(), field.rows()),
              "alpha " + measure(field.alpha())));
      field
          .pairs()
          .forEach(
              pair ->
                  rows.add(
                      List.of(
                          "",
                          pair.judge() + ", " + pair.other(),
                          share(pair.agreed(), pair.rows()),
                          "kappa " + measure(pair.kappa()))));
    }
    return TextTable.ofTexts(List.of("field", "reviewers", "agreed", "beyond chance"), rows)
        .stripTrailing();
  }

  /// One object for each field; null where a measure is not defined.
  public static ArrayNode json(List<FieldAgreement> fields) {
    ArrayNode json = JsonNodeFactory.instance.arrayNode();
    for (FieldAgreement field : fields) {
      ObjectNode one =
          json.addObject()
              .put("field", field.field().column())
              .put("rows", field.rows())
              .put("agreed", field.agreed());
      put(one, "alpha", field.alpha());
      ArrayNode pairs = one.putArray("pairs");
      for (FieldAgreement.Pair pair : field.pairs()) {
        ObjectNode each = pairs.addObject();
        each.putArray("judges").add(pair.judge()).add(pair.other());
        put(each.put("rows", pair.rows()).put("agreed", pair.agreed()), "kappa", pair.kappa());
      }
    }
    return json;
  }

  private static void put(ObjectNode json, String name, double measure) {
    json.put(name, Double.isNaN(measure) ? null : Double.valueOf(measure));
  }

  private static String share(int agreed, int rows) {
    return agreed + " of " + rows;
  }

  private static String measure(double value) {
    return Double.isNaN(value) ? NOT_DEFINED : String.format(Locale.ROOT, "%.2f", value);
  }
}
