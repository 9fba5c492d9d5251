package dev.classify.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UserNameTest {

  @Test
  void capitalsMakeNoDifference() {
    assertThat(UserName.read(" Ada.Lovelace@Example.org ")).contains("ada.lovelace@example.org");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "-ada", "ada lovelace", "ada\u001b", "ada/x", "аda"})
  void otherTextIsNoName(String text) {
    assertThat(UserName.read(text)).isEmpty();
  }

  @Test
  void nameHasAtMost64Characters() {
    assertThat(UserName.read("a".repeat(64))).isPresent();
    assertThat(UserName.read("a".repeat(65))).isEmpty();
  }
}
