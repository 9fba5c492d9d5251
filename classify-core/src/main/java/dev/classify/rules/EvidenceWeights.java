package dev.classify.rules;

import dev.classify.text.CsvTable;
import dev.classify.text.CsvTable.Row;
import dev.classify.text.TableFormat;
import dev.classify.text.TableSet;
import dev.classify.text.Vocabulary;
import java.util.EnumMap;
import java.util.Map;

/// How much each kind of evidence weighs.
final class EvidenceWeights {

  static final TableFormat FORMAT =
      TableFormat.of("/dev/classify/rules/evidence.csv", "ground", "weight");

  private static final int WEIGHT_MAX = 1_000;

  private final Map<EvidenceKind, Integer> weights;

  private EvidenceWeights(Map<EvidenceKind, Integer> weights) {
    this.weights = weights;
  }

  static EvidenceWeights read(TableSet tables) {
    Map<EvidenceKind, Integer> weights = new EnumMap<>(EvidenceKind.class);
    CsvTable table = tables.read(FORMAT);
    for (Row row : table.rows()) {
      weights.put(
          row.required("ground", Vocabulary.of(EvidenceKind.class)),
          row.number("weight", 0, WEIGHT_MAX));
    }
    for (EvidenceKind kind : EvidenceKind.values()) {
      table.requireRow(weights.containsKey(kind), kind.token());
    }
    return new EvidenceWeights(weights);
  }

  int of(EvidenceKind kind) {
    return weights.getOrDefault(kind, 0);
  }
}
