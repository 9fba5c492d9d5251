package dev.classify.store.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.access.Role;
import dev.classify.store.TestDatabase;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class UsersTest {

  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private static final String PASSWORD = "correct horse battery";

  private Users users;
  private Sessions sessions;

  @BeforeEach
  void create() {
    users = new Users(DATABASE.dataSource());
    sessions = new Sessions(DATABASE.dataSource());
  }

  @Test
  void userLogsInWithTheRightPasswordOnly() throws SQLException {
    assertThat(users.add("ada", Role.REVIEWER, PASSWORD)).isTrue();

    assertThat(users.withPassword("ada", PASSWORD))
        .hasValueSatisfying(
            user -> {
              assertThat(user.role()).isEqualTo(Role.REVIEWER);
              assertThat(user.lastLoginAt()).isNotNull();
            });
    assertThat(users.withPassword("ada", PASSWORD + "!")).isEmpty();
    assertThat(users.withPassword("bob", PASSWORD)).isEmpty();
  }

  @Test
  void passwordIsStoredAsAHashOnly() throws SQLException {
    users.add("ada", Role.VIEWER, PASSWORD);

    assertThat(DATABASE.texts("select access_users::text from access_users"))
        .singleElement()
        .asString()
        .contains("$argon2id$")
        .doesNotContain("horse");
  }

  @Test
  void secondUserOfTheSameNameIsRefused() throws SQLException {
    users.add("ada", Role.VIEWER, PASSWORD);

    assertThat(users.add("ada", Role.OPERATOR, "another password")).isFalse();
    assertThat(users.all()).extracting(User::role).containsExactly(Role.VIEWER);
    assertThat(users.withPassword("ada", PASSWORD)).isPresent();
  }

  @Test
  void disabledUserNeitherLogsInNorRefreshesUntilEnabled() throws SQLException {
    users.add("ada", Role.VIEWER, PASSWORD);
    String token = sessions.open(users.all().getFirst()).refreshToken();

    assertThat(users.setDisabled("ada", true)).isTrue();

    assertThat(users.withPassword("ada", PASSWORD)).isEmpty();
    assertThat(sessions.refresh(token, Duration.ZERO)).isInstanceOf(Sessions.Refresh.Refused.class);
    assertThat(users.setDisabled("ada", false)).isTrue();
    assertThat(users.withPassword("ada", PASSWORD)).isPresent();
    assertThat(sessions.refresh(token, Duration.ZERO)).isInstanceOf(Sessions.Refresh.Refused.class);
  }

  @Test
  void newRoleHoldsFromTheNextRefreshOn() throws SQLException {
    users.add("ada", Role.VIEWER, PASSWORD);
    String token = sessions.open(users.all().getFirst()).refreshToken();

    assertThat(users.setRole("ada", Role.OPERATOR)).isTrue();

    assertThat(users.all()).extracting(User::role).containsExactly(Role.OPERATOR);
    assertThat(sessions.refresh(token, Duration.ZERO))
        .isInstanceOfSatisfying(
            Sessions.Refresh.Renewed.class,
            renewed -> assertThat(renewed.granted().holder().role()).isEqualTo(Role.OPERATOR));
  }

  @Test
  void newPasswordReplacesTheOldOneAndEndsSessions() throws SQLException {
    users.add("ada", Role.VIEWER, PASSWORD);
    String token = sessions.open(users.all().getFirst()).refreshToken();

    assertThat(users.setPassword("ada", "staple battery")).isTrue();

    assertThat(users.withPassword("ada", PASSWORD)).isEmpty();
    assertThat(users.withPassword("ada", "staple battery")).isPresent();
    assertThat(sessions.refresh(token, Duration.ZERO)).isInstanceOf(Sessions.Refresh.Refused.class);
  }

  @Test
  void unknownUserCannotBeChanged() throws SQLException {
    assertThat(users.setPassword("nobody", PASSWORD)).isFalse();
    assertThat(users.setDisabled("nobody", true)).isFalse();
    assertThat(users.setRole("nobody", Role.VIEWER)).isFalse();
  }
}
