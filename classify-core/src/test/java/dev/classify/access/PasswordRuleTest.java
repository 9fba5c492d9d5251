package dev.classify.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PasswordRuleTest {

  @Test
  void longTextsOfSeveralCharactersArePasswords() {
    assertThat(PasswordRule.problem("correct horse")).isEmpty();
    assertThat(PasswordRule.problem("ключ от квартиры")).isEmpty();
    assertThat(PasswordRule.problem("abcd".repeat(64))).isEmpty();
  }

  @Test
  void shortLongAndRepetitiveTextsAreNot() {
    assertThat(PasswordRule.problem("elevenchars"))
        .hasValueSatisfying(problem -> assertThat(problem).contains("at least 12"));
    assertThat(PasswordRule.problem("abcd".repeat(65)))
        .hasValueSatisfying(problem -> assertThat(problem).contains("at most 256"));
    assertThat(PasswordRule.problem("abcabcabcabcabc")).isPresent();
  }

  @Test
  void charactersOutsideOfTheBasicPlaneCountOnce() {
    assertThat(PasswordRule.problem("😀😁😂🤣😃😄")).isPresent();
  }
}
