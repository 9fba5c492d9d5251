package dev.classify.store.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.access.Role;
import dev.classify.store.TestDatabase;
import dev.classify.store.access.Sessions.Refresh;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SessionsTest {

  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private static final LoginLinks.Holder GUEST = new LoginLinks.Holder("guest", Role.OPERATOR);

  private Sessions sessions;

  @BeforeEach
  void create() {
    sessions = new Sessions(DATABASE.dataSource());
  }

  @Test
  void refreshTokenBringsTheNextOne() throws SQLException {
    Sessions.Granted first = sessions.open(GUEST);

    Sessions.Granted second = renewed(first.refreshToken());

    assertThat(second.holder()).isEqualTo(first.holder());
    assertThat(second.refreshToken()).isNotEqualTo(first.refreshToken());
    assertThat(renewed(second.refreshToken()).holder().subject()).isEqualTo("guest");
  }

  @Test
  void replayedRefreshTokenEndsTheWholeSession() throws SQLException {
    Sessions.Granted first = sessions.open(GUEST);
    Sessions.Granted second = renewed(first.refreshToken());
    String other = sessions.open(GUEST).refreshToken();

    assertThat(refresh(first.refreshToken())).isEqualTo(new Refresh.Replayed(first.holder()));

    assertThat(refresh(second.refreshToken())).isInstanceOf(Refresh.Refused.class);
    assertThat(refresh(other)).isInstanceOf(Refresh.Renewed.class);
    assertThat(DATABASE.text("select end_reason from access_sessions where ended_at is not null"))
        .isEqualTo("a refresh token was used twice");
  }

  @Test
  void tokenThatAnotherPageHasJustUsedBringsNothingAndEndsNothing() throws SQLException {
    String first = sessions.open(GUEST).refreshToken();
    String second = renewed(first).refreshToken();

    assertThat(sessions.refresh(first, Duration.ofSeconds(10))).isEqualTo(new Refresh.Repeated());
    assertThat(refresh(second)).isInstanceOf(Refresh.Renewed.class);

    DATABASE.execute("update access_refresh_tokens set used_at = now() - interval '11 seconds'");
    assertThat(sessions.refresh(first, Duration.ofSeconds(10)))
        .isInstanceOf(Refresh.Replayed.class);
  }

  @Test
  void ofTwoRefreshesAtTheSameTimeOnlyOneIsRenewed() throws Exception {
    String token = sessions.open(GUEST).refreshToken();
    List<Refresh> results = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Refresh>> refreshes =
          List.of(threads.submit(() -> refresh(token)), threads.submit(() -> refresh(token)));
      for (Future<Refresh> refresh : refreshes) {
        results.add(refresh.get());
      }
    }

    assertThat(results).hasAtLeastOneElementOfType(Refresh.Renewed.class);
    assertThat(results).hasAtLeastOneElementOfType(Refresh.Replayed.class);
  }

  @Test
  void unknownExpiredAndEndedTokensAreRefused() throws SQLException {
    String expired = sessions.open(GUEST).refreshToken();
    DATABASE.execute("update access_refresh_tokens set expires_at = now()");
    Sessions.Granted loggedOut = sessions.open(GUEST);
    sessions.end(loggedOut.holder().sessionId());
    String byToken = sessions.open(GUEST).refreshToken();
    sessions.endByToken(byToken);

    for (String token : List.of("unknown", expired, loggedOut.refreshToken(), byToken)) {
      assertThat(refresh(token)).isInstanceOf(Refresh.Refused.class);
    }
  }

  @Test
  void refreshHasTheRoleThatTheUserHasNow() throws SQLException {
    Users users = new Users(DATABASE.dataSource());
    users.add("ada", Role.OPERATOR, "correct horse battery");
    String token = sessions.open(users.all().getFirst()).refreshToken();
    DATABASE.execute("update access_users set role = 'viewer'");

    assertThat(renewed(token).holder().role()).isEqualTo(Role.VIEWER);
  }

  @Test
  void refreshTokenIsStoredAsAHashAndNotShown() throws SQLException {
    Sessions.Granted granted = sessions.open(GUEST);

    assertThat(granted.toString()).doesNotContain(granted.refreshToken());
    assertThat(DATABASE.text("select encode(token_hash, 'hex') from access_refresh_tokens"))
        .hasSize(64)
        .isNotEqualTo(granted.refreshToken());
  }

  @Test
  void oldestSessionOfASubjectEndsWhenThereAreTooMany() throws SQLException {
    String oldest = sessions.open(GUEST).refreshToken();
    String second = sessions.open(GUEST).refreshToken();
    for (int i = 2; i < 21; i++) {
      sessions.open(GUEST);
    }

    assertThat(refresh(oldest)).isInstanceOf(Refresh.Refused.class);
    assertThat(refresh(second)).isInstanceOf(Refresh.Renewed.class);
  }

  @Test
  void expiredSessionsAreDeletedWithTheirTokens() throws SQLException {
    sessions.open(GUEST);
    DATABASE.execute("update access_sessions set expires_at = now()");

    sessions.open(GUEST);

    assertThat(DATABASE.number("select count(*) from access_sessions")).isEqualTo(1);
    assertThat(DATABASE.number("select count(*) from access_refresh_tokens")).isEqualTo(1);
  }

  private Refresh refresh(String token) throws SQLException {
    return sessions.refresh(token, Duration.ZERO);
  }

  private Sessions.Granted renewed(String token) throws SQLException {
    return ((Refresh.Renewed) refresh(token)).granted();
  }
}
