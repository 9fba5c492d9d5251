package dev.classify.benchmarks;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.classify.indicator.CheckedDraft;
import dev.classify.indicator.Indicator;
import dev.classify.indicator.IndicatorCheck;
import dev.classify.indicator.IndicatorJson;
import dev.classify.rules.RuleTables;
import dev.classify.rules.RulesClassifier;
import dev.classify.taxonomy.Classification;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// Indicators that one thread classifies in a second, one after the other through a file.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(
    value = 1,
    jvmArgs = {"-Xmx256m", "-XX:+UseSerialGC"})
@Warmup(iterations = 5, time = 3)
@Measurement(iterations = 5, time = 3)
public class RulesBenchmark {

  private static final int FIELD_CHARACTERS_MAX = 1 << 24;

  /// A CSV file of indicators; `-p file=...` names another.
  @Param("samples/indicators.csv")
  public String file = "";

  private final RulesClassifier classifier = new RulesClassifier(RuleTables.shipped());
  private List<Indicator> indicators = List.of();
  private int next;

  /// Reads and checks the indicators, which is not measured.
  @Setup
  public void read() throws IOException {
    List<Indicator> read = new ArrayList<>();
    try (CsvReader<NamedCsvRecord> rows =
        CsvReader.builder().maxBufferSize(FIELD_CHARACTERS_MAX).ofNamedCsvRecord(Path.of(file))) {
      for (NamedCsvRecord row : rows) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        row.getFieldsAsMap().forEach(json::put);
        if (IndicatorCheck.check(IndicatorJson.draft(json))
            instanceof CheckedDraft.Accepted accepted) {
          read.add(accepted.indicator());
        }
      }
    }
    indicators = List.copyOf(read);
  }

  /// One indicator.
  @Benchmark
  public Classification classify() {
    next = next + 1 == indicators.size() ? 0 : next + 1;
    return classifier.classify(indicators.get(next));
  }
}
