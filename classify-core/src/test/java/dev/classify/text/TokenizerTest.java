package dev.classify.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenizerTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "U.S. dollars|us dollars",
        "per 100,000 people|per 100000 people",
        "5, 10|5 , 10",
        "PPP int'l $|ppp intl $",
        "Variación|variacion",
        "E\u0301lectricite\u0301|electricite",
        "３．５％|3.5 %",
        "In\u200Bfla\u200Dtion|inflation",
        "CO₂e|co2e",
        "失業率|失 業 率",
        "snake_case|snake case",
        "7yrs|7 yrs",
        "US$|us $"
      })
  void textIsCutIntoFoldedTokens(String text, String tokens) {
    assertThat(Tokenizer.tokens(text).stream().map(Token::folded).collect(Collectors.joining(" ")))
        .isEqualTo(tokens);
  }

  @Test
  void originalCapitalsAreKept() {
    List<Token> tokens = Tokenizer.tokens("ALL items");

    assertThat(tokens.getFirst().capitals()).isTrue();
    assertThat(tokens.getLast().capitals()).isFalse();
  }

  @Test
  void loneSurrogatesAndEmptyTextAreAccepted() {
    assertThat(Tokenizer.tokens("")).isEmpty();
    assertThat(Tokenizer.tokens("\uD800 a")).isNotEmpty();
  }
}
