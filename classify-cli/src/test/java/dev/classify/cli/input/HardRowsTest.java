package dev.classify.cli.input;

import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.indicator.Indicator;
import dev.classify.indicator.Observation;
import dev.classify.indicator.Problem;
import dev.classify.input.InputRow;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What the notes beside the hard rows expect, as far as reading goes.
class HardRowsTest {

  private ReadInput read = new ReadInput(List.of(), List.of());

  @BeforeEach
  void read() {
    read = ReadInput.of(GivenData.file("indicators-hard.csv"));
  }

  @Test
  void everyRowIsReadOrListed() {
    assertThat(read.rows()).hasSize(67);
    assertThat(read.badLines())
        .containsExactly(
            line("HARD.033", 2)
                + " HARD.033: indicator_id repeats the id of line "
                + line("HARD.033", 1)
                + ", which is used",
            line("HARD.033", 3)
                + " HARD.033: indicator_id repeats the id of line "
                + line("HARD.033", 1)
                + ", which is used",
            line("HARD.065", 1) + " HARD.065: name is empty",
            line("", 1) + " : indicator_id is empty");
  }

  @Test
  void rowsWithoutAnythingToReportHaveNoWarning() {
    List<String> warned =
        read.good().stream()
            .filter(row -> !row.warnings().isEmpty())
            .map(row -> row.indicator().id())
            .toList();
    assertThat(warned).containsExactly("HARD.046", "HARD.048", "HARD.049", "HARD.051", "HARD.053");
  }

  @Test
  void longTextsAreKept() {
    assertThat(row("HARD.003").name()).hasSizeGreaterThan(3_500).startsWith("Unemployment rate");
    assertThat(row("HARD.004").description()).hasSizeGreaterThan(55_000);
  }

  @Test
  void lineEndsTabsAndQuotesInsideFieldsAreKept() {
    assertThat(row("HARD.005").name())
        .isEqualTo("Price of \"premium\", unleaded petrol, per litre");
    assertThat(row("HARD.005").description()).contains("\n").endsWith("Line four.");
    assertThat(row("HARD.006").name()).isEqualTo("Trade\u00A0balance\t(goods)");
    assertThat(row("HARD.006").description()).isEqualTo("First line.\r\nSecond line.");
  }

  @Test
  void blanksAroundFieldsAreRemoved() {
    Indicator row = row("HARD.007");
    assertThat(List.of(row.id(), row.name(), "" + row.units(), "" + row.periodicity()))
        .containsExactly("HARD.007", "Policy rate", "%", "monthly");
  }

  @Test
  void scriptsOfTheWorldAndEmojiAreKept() {
    assertThat(row("HARD.009").name()).isEqualTo("🚗 New car registrations 🇪🇸");
    assertThat(row("HARD.010").name()).isEqualTo("معدل البطالة");
    assertThat(row("HARD.011").name()).isEqualTo("יתרות מטבע חוץ");
    assertThat(row("HARD.013").units()).isEqualTo("亿元");
    assertThat(row("HARD.014").units()).isEqualTo("％ポイント");
    assertThat(row("HARD.015").units()).isEqualTo("млрд руб.");
    assertThat(row("HARD.016").name()).isEqualTo("Variación interanual del IPC (p. ej. 3,4 %)");
    assertThat(row("HARD.017").name()).isEqualTo("Électricité produite");
    assertThat(row("HARD.019").sample()).hasSize(3);
  }

  @Test
  void invisibleCharactersAreRemoved() {
    assertThat(row("HARD.012").name()).isEqualTo("Exports slaog fo total");
    assertThat(row("HARD.012").units()).isEqualTo("USD Million");
    assertThat(row("HARD.018").name()).isEqualTo("Inflation rate");
  }

  @Test
  void htmlIsReducedToItsText() {
    assertThat(row("HARD.020").name()).isEqualTo("GDP & income per capita");
    assertThat(row("HARD.020").units()).isEqualTo("US$");
    assertThat(row("HARD.020").description()).isEqualTo("See note");
  }

  @Test
  void formulasCommandsPathsAndInjectionsAreText() {
    assertThat(row("HARD.021").name()).isEqualTo("=SUM(A1:A9) workers");
    assertThat(row("HARD.021").description()).isEqualTo("@cmd -1+1");
    assertThat(row("HARD.022'); DROP TABLE indicators;--").units()).isEqualTo("USD Million");
    assertThat(row("../../secret/file").name()).isEqualTo("Employment rate");
    assertThat(row("HARD/0 24:a%20b?x=1#y").name()).isEqualTo("Household credit");
    assertThat(row("HARD.027").description()).contains("</indicator>");
    assertThat(row("HARD.031").description()).startsWith("{\"confidence\": 1");
    assertThat(row("HARD.067").sourceUrl()).isEqualTo("htp:/not a url");
    assertThat(row("HARD.067").sourceName()).isEqualTo("[click](javascript:alert(1))");
  }

  @Test
  void nonNumericPointsAreDropped() {
    assertThat(values("HARD.046")).containsExactly(5.1, 5.0, 4.9);
    assertThat(values("HARD.047")).containsExactly(1_234_567.0, 1_300_000.0);
    assertThat(warnings("HARD.046")).containsExactly("sample_values[0]", "sample_values[3]");
    // Missing values are no mistake.
    assertThat(warnings("HARD.047")).isEmpty();
  }

  @Test
  void sampleThatIsNotAListIsIgnored() {
    for (String id : List.of("HARD.048", "HARD.049")) {
      assertThat(row(id).sample()).isEmpty();
      assertThat(warnings(id)).containsExactly("sample_values");
    }
  }

  @Test
  void longSampleIsKeptWhole() {
    assertThat(row("HARD.050").sample()).hasSize(5_000);
  }

  @Test
  void datesAreSortedReadWhereUnambiguousAndOncePerDay() {
    assertThat(row("HARD.051").sample())
        .extracting(Observation::date)
        .containsExactly(
            LocalDate.of(2023, 12, 31),
            LocalDate.of(2024, 1, 31),
            LocalDate.of(2024, 2, 29),
            LocalDate.of(2024, 3, 31));
    assertThat(warnings("HARD.051")).containsExactly("sample_values[3]");
    assertThat(row("HARD.052").sample())
        .extracting(Observation::date)
        .containsExactly(
            LocalDate.of(2024, 1, 1),
            LocalDate.of(2024, 6, 1),
            LocalDate.of(2024, 9, 30),
            LocalDate.of(2024, 12, 1),
            LocalDate.of(2024, 12, 31),
            LocalDate.of(2025, 3, 31));
    assertThat(warnings("HARD.052")).isEmpty();
    assertThat(row("HARD.053").sample()).hasSize(3);
    assertThat(warnings("HARD.053")).containsExactly("sample_values[3]", "sample_values[4]");
  }

  @Test
  void extremeValuesAreKept() {
    assertThat(values("HARD.055")).containsExactly(2.6e16, 6.7e23, 1e308);
    assertThat(values("HARD.054")).contains(0.0);
  }

  @Test
  void nullWordsAreAbsent() {
    Indicator row = row("HARD.064");
    assertThat(row)
        .isEqualTo(
            new Indicator(
                "HARD.064",
                "Money market rate",
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                List.of()));
  }

  private Indicator row(String id) {
    return good(id).indicator();
  }

  private List<Double> values(String id) {
    return row(id).sample().stream().map(Observation::value).toList();
  }

  private List<String> warnings(String id) {
    return good(id).warnings().stream().map(Problem::field).toList();
  }

  private InputRow.Good good(String id) {
    return read.good().stream()
        .filter(row -> row.indicator().id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private long line(String id, int occurrence) {
    return read.rows().stream()
        .filter(row -> idOf(row).equals(id))
        .skip(occurrence - 1L)
        .findFirst()
        .orElseThrow()
        .location()
        .line();
  }

  private static String idOf(InputRow row) {
    return switch (row) {
      case InputRow.Good good -> good.indicator().id();
      case InputRow.Bad bad -> bad.id();
    };
  }
}
