package dev.classify.store.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordHashTest {

  @Test
  void onlyTheSamePasswordMatches() {
    String hash = PasswordHash.of("correct horse battery");

    assertThat(PasswordHash.matches("correct horse battery", hash)).isTrue();
    assertThat(PasswordHash.matches("Correct horse battery", hash)).isFalse();
    assertThat(hash).startsWith("$argon2id$v=19$m=12288,t=3,p=1$").doesNotContain("horse");
  }

  @Test
  void samePasswordHasAnotherHashEachTime() {
    assertThat(PasswordHash.of("correct horse")).isNotEqualTo(PasswordHash.of("correct horse"));
  }

  /// Made by the reference implementation: `echo -n password | argon2 somesalt -id -t 2 -k 65536`.
  @Test
  void hashOfTheReferenceImplementationIsUnderstood() {
    String reference =
        "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ"
            + "$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";

    assertThat(PasswordHash.matches("password", reference)).isTrue();
    assertThat(PasswordHash.matches("differentpassword", reference)).isFalse();
  }

  @Test
  void letterMatchesHoweverItWasTyped() {
    String oneCharacter = "caf\u00e9 au lait noir";
    String twoCharacters = "cafe\u0301 au lait noir";

    assertThat(PasswordHash.matches(twoCharacters, PasswordHash.of(oneCharacter))).isTrue();
  }

  @Test
  void nobodyHasAPassword() {
    assertThat(PasswordHash.matchesNobody("")).isFalse();
    assertThat(PasswordHash.matchesNobody("correct horse")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "plain", "$argon2i$v=19$m=64,t=1,p=1$c2FsdHNhbHQ$aGFzaA", "$2a$10$abc"})
  void otherTextIsRefused(String stored) {
    assertThatThrownBy(() -> PasswordHash.matches("password", stored))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
