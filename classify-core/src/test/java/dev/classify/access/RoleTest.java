package dev.classify.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RoleTest {

  @Test
  void roleMayDoWhatTheRolesBeforeItMay() {
    assertThat(Role.OPERATOR.includes(Role.VIEWER)).isTrue();
    assertThat(Role.REVIEWER.includes(Role.REVIEWER)).isTrue();
    assertThat(Role.VIEWER.includes(Role.REVIEWER)).isFalse();
    assertThat(Role.REVIEWER.includes(Role.OPERATOR)).isFalse();
  }

  @Test
  void roleIsReadFromItsExactName() {
    assertThat(Role.of("reviewer")).contains(Role.REVIEWER);
    assertThat(Role.of("Operator")).isEmpty();
    assertThat(Role.of("admin")).isEmpty();
  }
}
