package dev.classify.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IndicatorCheckTest {

  @Test
  void nullWordsAreAbsentFields() {
    Indicator indicator =
        accepted(
            """
            {"indicator_id":"A","name":"Money market rate","units":"N/A","description":"null",
             "periodicity":"None","scale":"-","topic":"undefined","currency_code":"NULL",
             "dataset":"nan","source_name":"  "}\
            """);
    assertThat(IndicatorJson.write(indicator).toString())
        .isEqualTo("{\"indicator_id\":\"A\",\"name\":\"Money market rate\"}");
  }

  @Test
  void nullWordAsNameIsKeptWithAWarning() {
    CheckedDraft checked = check("{\"indicator_id\":\"A\",\"name\":\"None\"}");
    assertThat(checked)
        .isInstanceOfSatisfying(
            CheckedDraft.Accepted.class,
            accepted -> {
              assertThat(accepted.indicator().name()).isEqualTo("None");
              assertThat(accepted.warnings()).extracting(Problem::field).containsExactly("name");
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "42",
        "null",
        "\"text\"",
        "{\"indicator_id\":\" \",\"name\":\"<p></p>\"}"
      })
  void rowWithoutIdAndNameIsRefusedForBoth(String json) {
    assertThat(refused(json).problems())
        .extracting(Problem::field)
        .containsExactly("indicator_id", "name");
  }

  @Test
  void rowWithoutNameIsRefusedUnderItsId() {
    assertThat(refused("{\"indicator_id\":\"HARD.065\",\"name\":\"\"}").id()).isEqualTo("HARD.065");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "A\\u0000B",
        "A\\ud83dB",
        "\\u001b]0;PWNED\\u0007ESC.1",
        "ESC\\rOVER.2",
        "ESC\\nNL.3",
        "A\\u009b2JB",
        "A\\u202eB\\tC",
        "A\\u2028B"
      })
  void idThatCannotBeStoredOrBreaksItsLineIsRefused(String id) {
    assertThat(refused("{\"indicator_id\":\"" + id + "\",\"name\":\"x\"}").problems())
        .extracting(Problem::field)
        .containsExactly("indicator_id");
  }

  @Test
  void idWithACharacterThatCannotBeSeenIsKeptAndListed() {
    assertThat(check("{\"indicator_id\":\"A\\u202eB\",\"name\":\"x\"}"))
        .isInstanceOfSatisfying(
            CheckedDraft.Accepted.class,
            row -> {
              assertThat(row.indicator().id()).isEqualTo("A\u202eB");
              assertThat(row.warnings())
                  .containsExactly(
                      new Problem(
                          "indicator_id",
                          "holds the character U+202E, which cannot be seen; kept as part of the"
                              + " id",
                          "remove it"));
            });
  }

  @Test
  void fieldOverItsLimitIsRefusedWithLengthLimitAndFix() {
    assertThat(refused("{\"indicator_id\":\"" + "x".repeat(513) + "\",\"name\":\"x\"}").problems())
        .containsExactly(
            new Problem(
                "indicator_id", "is 513 characters long; at most 512 are accepted", "shorten it"));
  }

  @Test
  void limitAppliesAfterCleaningAndCountsCharacters() {
    String name = "🚗".repeat(8_192);
    assertThat(accepted("{\"indicator_id\":\"A\",\"name\":\"  " + name + "  \"}").name())
        .isEqualTo(name);
  }

  @Test
  void sampleTextOverItsLimitIsRefused() {
    IndicatorDraft draft =
        new IndicatorDraft(
            Map.of(
                IndicatorField.INDICATOR_ID, "A",
                IndicatorField.NAME, "x",
                IndicatorField.SAMPLE_VALUES, "[" + "1,".repeat(600_000) + "1]"),
            null);
    assertThat(IndicatorCheck.check(draft))
        .isInstanceOfSatisfying(
            CheckedDraft.Refused.class,
            refused ->
                assertThat(refused.problems())
                    .extracting(Problem::field)
                    .containsExactly("sample_values"));
  }

  @Test
  void anyJsonBecomesADraft() {
    Indicator indicator =
        accepted(
            """
            {"Series-Code":"unknown key","id":17,"title":true,"unit":1.5,"topics":["a","b"],
             "values":"[{\\"date\\":\\"2024\\",\\"value\\":\\"1,000\\"}]","extra":{}}\
            """);
    assertThat(IndicatorJson.write(indicator).toString())
        .isEqualTo(
            "{\"indicator_id\":\"17\",\"name\":\"true\",\"units\":\"1.5\",\"topic\":\"[\\\"a\\\",\\\"b\\\"]\","
                + "\"sample_values\":[{\"date\":\"2024-01-01\",\"value\":1000.0}]}");
  }

  @Test
  void assignedKeyTakesPrecedenceOverColumnAndColumnOverAlias() throws JsonProcessingException {
    String json = "{\"title\":\"alias\",\"name\":\"column\",\"label\":\"renamed\"}";
    IndicatorDraft plain = IndicatorJson.draft(new JsonMapper().readTree(json));
    IndicatorDraft renamed =
        IndicatorJson.draft(
            new JsonMapper().readTree(json),
            new AssignedColumns(
                Map.of(
                    "label", new AssignedColumns.Assignment(IndicatorField.NAME, null, "--map"))));
    assertThat(plain.texts()).containsEntry(IndicatorField.NAME, "column");
    assertThat(renamed.texts()).containsEntry(IndicatorField.NAME, "renamed");
  }

  @Test
  void checkingACheckedIndicatorChangesNothing() {
    Indicator indicator =
        accepted(
            """
            {"indicator_id":" A ","name":"GDP &amp;lt;b&amp;gt;","description":"<p>a</p>b\\r\\nc",
             "sample_values":[{"date":"Dec 2024","value":"1,5"},{"date":"2023","value":1e308},
              {"date":"2022","value":":"},{"date":"Ene-2021","value":"3.5 p"}]}\
            """);
    assertThat(indicator.unvaluedDates()).containsExactly(LocalDate.of(2022, 1, 1));
    CheckedDraft again = IndicatorCheck.check(IndicatorJson.draft(IndicatorJson.write(indicator)));
    assertThat(again).isEqualTo(new CheckedDraft.Accepted(indicator, List.of()));
  }

  @Test
  void checkIsIdempotentForAnyAcceptedText() throws JsonProcessingException {
    Random random = new Random(11);
    for (int i = 0; i < 5_000; i++) {
      ObjectNode json = JsonNodeFactory.instance.objectNode();
      for (IndicatorField field : IndicatorField.values()) {
        json.put(field.column(), anyText(random));
      }
      json.putArray("sample_values")
          .addObject()
          .put("date", anyText(random))
          .put("value", anyText(random));
      if (IndicatorCheck.check(IndicatorJson.draft(json))
          instanceof CheckedDraft.Accepted(Indicator indicator, List<Problem> warnings)) {
        // Round trip through bytes, as over HTTP and in files.
        byte[] bytes = IndicatorJson.write(indicator).toString().getBytes(StandardCharsets.UTF_8);
        JsonNode written = IndicatorJson.read(new String(bytes, StandardCharsets.UTF_8));
        assertThat(IndicatorCheck.check(IndicatorJson.draft(written)))
            .isInstanceOfSatisfying(
                CheckedDraft.Accepted.class,
                again -> assertThat(again.indicator()).isEqualTo(indicator));
      }
    }
  }

  private static String anyText(Random random) {
    String likely = "0123456789-/.:, TZQWe+&;#<>/abp=\"'\t\n\0\u0092\u00A0\u200B\u200D\u0301\uFE0F";
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(20); i > 0; i--) {
      int kind = random.nextInt(8);
      if (kind == 0) {
        text.append((char) random.nextInt(0x10000));
      } else if (kind == 1) {
        text.appendCodePoint(0x1F300 + random.nextInt(0x400));
      } else {
        text.append(likely.charAt(random.nextInt(likely.length())));
      }
    }
    return text.toString();
  }

  @Test
  void contentHashCoversEverythingExceptTheId() {
    String hash = ContentHash.of(accepted("{\"id\":\"A\",\"name\":\"x\",\"units\":\"%\"}"));
    assertThat(ContentHash.of(accepted("{\"id\":\"B\",\"name\":\"x\",\"units\":\" % \"}")))
        .isEqualTo(hash);
    assertThat(ContentHash.of(accepted("{\"id\":\"A\",\"name\":\"x\",\"scale\":\"%\"}")))
        .isNotEqualTo(hash);
  }

  /// Decisions of reviewers are found by the hash, so a new release must not change it.
  @Test
  void contentHashIsThatOfReleasesThatDroppedMissingValues() {
    String points = "{\"date\":\"2023\",\"value\":7}";
    for (String values : List.of(points, points + ",{\"date\":\"2024\",\"value\":null}")) {
      assertThat(
              ContentHash.of(
                  accepted(
                      "{\"id\":\"A\",\"name\":\"x\",\"units\":\"%\",\"sample_values\":["
                          + values
                          + "]}")))
          .isEqualTo("a8fd7823dd6d88d758d35600bda286c3c479d8f41182b2b0e0de83fc1c28e405");
    }
  }

  private static Indicator accepted(String json) {
    return switch (check(json)) {
      case CheckedDraft.Accepted accepted -> accepted.indicator();
      case CheckedDraft.Refused refused -> throw new AssertionError(refused);
    };
  }

  private static CheckedDraft.Refused refused(String json) {
    return switch (check(json)) {
      case CheckedDraft.Accepted accepted -> throw new AssertionError(accepted);
      case CheckedDraft.Refused refused -> refused;
    };
  }

  private static CheckedDraft check(String json) {
    try {
      return IndicatorCheck.check(IndicatorJson.draft(new JsonMapper().readTree(json)));
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }
}
