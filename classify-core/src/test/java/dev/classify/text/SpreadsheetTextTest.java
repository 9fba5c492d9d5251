package dev.classify.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpreadsheetTextTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "=1+1",
        "@x",
        "-1+cmd|' /C calc'!A0",
        "+1+1",
        "\t=1",
        "\r=1",
        "\n=1",
        "＝1＋1",
        "'=1",
        "''@x",
        "-",
        "'-1.5"
      })
  void formulaBecomesTextAndIsReadBack(String formula) {
    assertThat(SpreadsheetText.of(formula)).isEqualTo("'" + formula);
    assertThat(SpreadsheetText.original("'" + formula)).isEqualTo(formula);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a=b", "-1.5", "+3", "-2.6e16", "'tis", "1-2", "'", "''", "[1]"})
  void otherTextStaysAsItIs(String text) {
    assertThat(SpreadsheetText.of(text)).isEqualTo(text);
    assertThat(SpreadsheetText.original(text)).isEqualTo(text);
  }
}
