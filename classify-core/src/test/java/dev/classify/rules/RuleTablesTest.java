package dev.classify.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.taxonomy.Classification;
import dev.classify.taxonomy.ConsistencyMatrix;
import dev.classify.taxonomy.CumulativePattern;
import dev.classify.taxonomy.HeatMapOrientation;
import dev.classify.taxonomy.ReportingFrequency;
import dev.classify.taxonomy.Scale;
import dev.classify.taxonomy.TemporalAggregation;
import dev.classify.text.CsvTable;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RuleTablesTest {

  @Test
  void everyTableIsPartOfTheVersion() throws IOException, URISyntaxException {
    URL terms = RulesClassifier.class.getResource("/dev/classify/rules/terms.csv");
    Path root = Path.of(Objects.requireNonNull(terms).toURI()).resolve("../..").normalize();
    Path prices = root.resolve("price");
    try (Stream<Path> files = Files.walk(root)) {
      assertThat(files.filter(f -> f.toString().endsWith(".csv") && !f.startsWith(prices)))
          .extracting(f -> "/dev/classify/" + root.relativize(f).toString().replace('\\', '/'))
          .containsExactlyInAnyOrderElementsOf(RulesVersion.FILES);
    }
  }

  @Test
  void everyMeaningIsConsistent() {
    for (SubjectKind nature : SubjectKind.values()) {
      for (NumberForm form : NumberForm.values()) {
        Optional<Meaning> meaning =
            form == NumberForm.ANY ? Optional.empty() : MeaningTable.of(nature, form);
        meaning.ifPresent(
            m ->
                assertThat(ConsistencyMatrix.check(answer(m)))
                    .as(nature + " in " + form)
                    .isEmpty());
      }
    }
  }

  @Test
  void everyFormHasAPlainMeaning() {
    for (NumberForm form : NumberForm.values()) {
      if (form != NumberForm.ANY) {
        assertThat(MeaningTable.plain(form).form().unitType()).isEqualTo(form.unitType());
      }
    }
  }

  @Test
  void noTermStandsTwiceForTheSame() {
    Set<String> seen = new HashSet<>();
    CsvTable.read(SubjectTerms.FILE, "term", "where", "weight", "nature", "unit", "orientation")
        .rows()
        .forEach(
            row -> {
              String key = row.text("term") + '|' + row.text("where") + '|' + row.text("nature");
              assertThat(seen.add(key)).as("twice: " + key).isTrue();
            });
  }

  private static Classification answer(Meaning meaning) {
    TemporalAggregation aggregation = meaning.aggregation(ReportingFrequency.MONTHLY, false);
    return new Classification(
        meaning.form().unitType(),
        Scales.fitting(meaning.form().unitType(), Scale.RAW_UNITS),
        null,
        ReportingFrequency.MONTHLY,
        Meaning.basis(aggregation),
        CumulativePattern.UNKNOWN,
        meaning.family(),
        meaning.type(),
        aggregation,
        HeatMapOrientation.NEUTRAL,
        0.5,
        "");
  }
}
