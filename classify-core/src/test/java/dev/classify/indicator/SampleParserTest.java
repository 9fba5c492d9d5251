package dev.classify.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SampleParserTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          2024-06-30 | 2024-06-30
          2024-06 | 2024-06-01
          2024-6-3 | 2024-06-03
          2024 | 2024-01-01
          2024Q1 | 2024-01-01
          2024-Q3 | 2024-07-01
          Q4 2024 | 2024-10-01
          2024H2 | 2024-07-01
          2024M06 | 2024-06-01
          2024-M06 | 2024-06-01
          2024-W01 | 2024-01-01
          30/09/2024 | 2024-09-30
          09/30/2024 | 2024-09-30
          03/03/2024 | 2024-03-03
          03.04.2024 | 2024-04-03
          06/2024 | 2024-06-01
          Dec 2024 | 2024-12-01
          December 2024 | 2024-12-01
          Sept-2024 | 2024-09-01
          2024 Dec | 2024-12-01
          30 Jun 2024 | 2024-06-30
          June 30, 2024 | 2024-06-30
          20240630 | 2024-06-30
          2024-06-30T00:00:00Z | 2024-06-30
          2024-06-30 23:59:59.123+02:00 | 2024-06-30
          1735603200000 | 2024-12-31
          ２０２４年 | 2024-01-01
          2024年第三季度 | 2024-07-01
          2024年下半年 | 2024-07-01
          2024年3月 | 2024-03-01
          2024년 2분기 | 2024-04-01
          03/04/2024 | none
          12747 | none
          45747 | 2025-03-31
          44805.0 | 2022-09-01
          202406 | 2024-06-01
          2021.0 | 2021-01-01
          T2-2024 | 2024-04-01
          2024K4 | 2024-10-01
          3Q24 | 2024-07-01
          1º trim. de 2024 | 2024-01-01
          2. Quartal 2024 | 2024-04-01
          II квартал 2024 г. | 2024-04-01
          2024-IV | 2024-10-01
          Ç3 2024 | 2024-07-01
          Ene-2024 | 2024-01-01
          Dez-23 | 2023-12-01
          févr. 2024 | 2024-02-01
          31 de diciembre de 2024 | 2024-12-31
          апрель 2024 | 2024-04-01
          Ağustos 2024 | 2024-08-01
          2024-A1 | 2024-01-01
          2024-S2 | 2024-07-01
          FY2023/24 | 2023-01-01
          2022/23 | 2022-01-01
          2022-2023 | 2022-01-01
          2022-2024 | none
          2024-02-01/P1M | 2024-02-01
          2024-13-01 | none
          2024-02-30 | none
          2024Q5 | none
          last10YearsAvg | none
          lastPeerAvg | none
          Foo 2024 | none
          20241 | none
          45292 | 2024-01-01
          2024Q1 | 2024-01-01
          2024-Q2 | 2024-04-01
          2024M03 | 2024-03-01
          2.Q 2024 | 2024-04-01
          """)
  void unambiguousDateIsRead(String written, String date) {
    assertThat(PeriodDateReader.read(written).map(LocalDate::toString).orElse("none"))
        .isEqualTo(date);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          1,234,567 | 1234567
          1,234 | 1234
          ` 1300000 ` | 1300000
          1 234 567,5 | 1234567.5
          1'234.5 | 1234.5
          1.234.567 | 1234567
          1.234,56 | 1234.56
          3,4 | 3.4
          −2.5 | -2.5
          +7 | 7
          2.6e16 | 2.6e16
          .5 | 0.5
          １２ | 12
          12.3p | 12.3
          1.2 b | 1.2
          5.1 ep | 5.1
          12.3 be | 12.3
          (12.3) | -12.3
          """)
  void numberIsReadAsWritten(String written, double number) {
    assertThat(WrittenNumberReader.read(written)).hasValue(number);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "n/a",
        "NaN",
        "Infinity",
        "0x1p3",
        "12k",
        "1.2 B",
        "1.2b",
        "1.2 bn",
        "3,4 Mio.",
        "1.2 M",
        "1e999",
        "12 34",
        "1,23,4",
        "5 %",
        "e5"
      })
  void otherTextIsNoNumber(String written) {
    assertThat(WrittenNumberReader.read(written)).isEmpty();
  }

  @Test
  void pointsWithoutNumberAreDroppedAndReportedWithTheirIndex() {
    SampleParser.Sample read =
        SampleParser.parse(
            """
            [{"date":"2024-01-31","value":NaN},{"date":"2024-02-29","value":null},
             {"date":"2024-03-31","value":5.1},{"date":"2024-04-30","value":Infinity},
             {"date":"2024-05-31","value":1e999},{"date":"2024-06-30","value":true},
             {"date":"2024-07-31"},{"value":1},7]\
            """);
    assertThat(read.sample()).containsExactly(point("2024-03-31", 5.1));
    assertThat(read.unvaluedDates()).hasSize(6).doesNotHaveDuplicates();
    assertThat(read.warnings())
        .extracting(Problem::field)
        .containsExactly(
            "sample_values[0]",
            "sample_values[3]",
            "sample_values[4]",
            "sample_values[5]",
            "sample_values[7]",
            "sample_values[8]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", ":", ": c", ": u", ":cd", "..", "...", "n/a", "-", "–", "n.d.", "x", "*"})
  void aDateIsKeptWithoutAWarningIfItsValueIsMissing(String written) {
    SampleParser.Sample read =
        SampleParser.parse("[{\"date\":\"2024-01\",\"value\":\"%s\"}]".formatted(written));

    assertThat(read.sample()).isEmpty();
    assertThat(read.unvaluedDates()).containsExactly(LocalDate.of(2024, 1, 1));
    assertThat(read.warnings()).isEmpty();
  }

  @Test
  void theFirstValueOfADateIsKept() {
    SampleParser.Sample read =
        SampleParser.parse(
            """
            [{"date":"2024","value":""},{"date":"2023","value":7},{"date":"2024","value":8}]\
            """);

    assertThat(read.sample()).containsExactly(point("2023-01-01", 7), point("2024-01-01", 8));
    assertThat(read.unvaluedDates()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          2022:3 2022:4 2023:1 2023:2|2022-07-01 2022-10-01 2023-01-01 2023-04-01
          2022-04 2023-01 2023-02|2022-10-01 2023-01-01 2023-04-01
          2022:3 2022:4 2022:5|2022-03-01 2022-04-01 2022-05-01
          2022/1 2022/2 2023/1|2022-01-01 2022-07-01 2023-01-01
          2009/10 2010/11 2011/12|2009-01-01 2010-01-01 2011-01-01
          01/02/2024 01/03/2024 01/04/2024|2024-02-01 2024-03-01 2024-04-01
          02/01/2024 03/01/2024 04/01/2024|2024-02-01 2024-03-01 2024-04-01
          02/03/2024 14/03/2024|2024-03-02 2024-03-14
          20233 20234 20241|2023-07-01 2023-10-01 2024-01-01
          20240 20241 20242|1955-05-31 1955-06-01 1955-06-02
          """)
  void theOtherDatesDecideBetweenTwoReadings(String written, String dates) {
    String points =
        Arrays.stream(written.split(" ", -1))
            .map("{\"date\":\"%s\",\"value\":1}"::formatted)
            .collect(Collectors.joining(",", "[", "]"));

    assertThat(SampleParser.parse(points).sample())
        .extracting(observation -> observation.date().toString())
        .containsExactly(dates.split(" ", -1));
  }

  @Test
  void pointsAreSortedAndARepeatedDateIsReported() {
    SampleParser.Sample read =
        SampleParser.parse(
            """
            [{"date":"2024-03-31","value":5.25},{"date":"2024-02-29","value":5.0},
             {"date":"2024-02-29","value":5.5},{"date":"2024-03-31","value":5.25}]\
            """);
    assertThat(read.sample()).containsExactly(point("2024-02-29", 5.0), point("2024-03-31", 5.25));
    assertThat(read.warnings())
        .extracting(Problem::problem)
        .containsExactly(
            "repeats the date 2024-02-29 of sample_values[1] with another value, 5.5; the first is"
                + " kept",
            "repeats the date 2024-03-31 of sample_values[0] with the same value");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{\"date\":\"2024-01-31\",\"value\":2.1},{\"date\":\"",
        "{\"2024-01\": 10}",
        "[] []",
        "12",
        "nonsense"
      })
  void textThatIsNoArrayGivesNoSampleAndOneWarning(String text) {
    SampleParser.Sample read = SampleParser.parse(text);
    assertThat(read.sample()).isEmpty();
    assertThat(read.warnings()).extracting(Problem::field).containsExactly("sample_values");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "null", "NaN", "N/A", "[]", "\"[]\""})
  void emptyTextGivesNoSampleAndNoWarning(String text) {
    assertThat(SampleParser.parse(text)).isEqualTo(SampleParser.Sample.nothing(List.of()));
  }

  @Test
  void deeplyNestedTextGivesNoSample() {
    assertThat(SampleParser.parse("[".repeat(100_000)).warnings()).hasSize(1);
  }

  @Test
  void fiveThousandPointsAreKept() {
    assertThat(SampleParser.parse(points(5_000, "1.5")).sample()).hasSize(5_000);
  }

  @Test
  void warningsOfOneRowAreCapped() {
    List<Problem> warnings = SampleParser.parse(points(5_000, "\"none of them\"")).warnings();
    assertThat(warnings).hasSize(SampleParser.WARNINGS_MAX + 1);
    assertThat(warnings.getLast().problem()).isEqualTo("4980 more points dropped");
  }

  @Test
  void extremeValuesAreKept() {
    assertThat(
            SampleParser.parse(
                    "[{\"date\":\"2008\",\"value\":1e308},{\"date\":\"2009\",\"value\":-0.0}]")
                .sample())
        .containsExactly(point("2008-01-01", 1e308), point("2009-01-01", 0.0));
  }

  private static String points(int count, String value) {
    return IntStream.range(0, count)
        .mapToObj(day -> LocalDate.EPOCH.plusDays(day))
        .map(date -> "{\"date\":\"" + date + "\",\"value\":" + value + "}")
        .collect(Collectors.joining(",", "[", "]"));
  }

  private static Observation point(String date, double value) {
    return new Observation(LocalDate.parse(date), value);
  }
}
