package dev.classify.store.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.access.Role;
import dev.classify.store.TestDatabase;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MachineTokensTest {

  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private MachineTokens tokens;

  @BeforeEach
  void create() {
    tokens = new MachineTokens(DATABASE.dataSource());
  }

  @Test
  void tokenCountsUntilItIsRevoked() throws SQLException {
    MachineTokens.Created created = tokens.create("nightly", Role.VIEWER, Duration.ofDays(30));

    assertThat(created.secret()).matches("classify_[A-Za-z0-9_-]{43}");
    assertThat(tokens.withSecret(created.secret()))
        .hasValueSatisfying(
            token -> {
              assertThat(token.name()).isEqualTo("nightly");
              assertThat(token.role()).isEqualTo(Role.VIEWER);
            });
    assertThat(tokens.withSecret(created.secret() + "x")).isEmpty();

    assertThat(tokens.revoke(created.token().tokenId())).isPresent();
    assertThat(tokens.withSecret(created.secret())).isEmpty();
    assertThat(tokens.revoke("unknown")).isEmpty();
  }

  @Test
  void expiredTokenCountsNoMore() throws SQLException {
    String secret = tokens.create("short", Role.VIEWER, Duration.ofHours(1)).secret();
    DATABASE.execute("update access_machine_tokens set expires_at = now()");

    assertThat(tokens.withSecret(secret)).isEmpty();
  }

  @Test
  void lastUseIsKnownToTheHour() throws SQLException {
    String secret = tokens.create("nightly", Role.VIEWER, Duration.ofDays(1)).secret();
    assertThat(tokens.all()).extracting(MachineToken::lastUsedAt).containsOnlyNulls();

    tokens.withSecret(secret);

    assertThat(
            DATABASE.text(
                "select last_used_at = date_trunc('hour', now()) from access_machine_tokens"))
        .isEqualTo("t");
  }

  @Test
  void secretIsNeitherStoredNorShown() throws SQLException {
    MachineTokens.Created created = tokens.create("nightly", Role.VIEWER, Duration.ofDays(1));

    assertThat(created.toString()).doesNotContain(created.secret());
    assertThat(DATABASE.text("select access_machine_tokens::text from access_machine_tokens"))
        .doesNotContain(created.secret());
  }
}
