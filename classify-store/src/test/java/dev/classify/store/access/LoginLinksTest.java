package dev.classify.store.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.access.Role;
import dev.classify.store.TestDatabase;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LoginLinksTest {

  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private static final LoginLinks.Holder HOLDER = new LoginLinks.Holder("ada", Role.OPERATOR);

  private LoginLinks links;

  @BeforeEach
  void create() {
    links = new LoginLinks(DATABASE.dataSource());
  }

  @Test
  void linkLogsInOnce() throws SQLException {
    String secret = links.create(HOLDER);

    assertThat(links.redeem(secret)).contains(HOLDER);
    assertThat(links.redeem(secret)).isEmpty();
    assertThat(links.redeem("unknown")).isEmpty();
  }

  @Test
  void expiredLinkLogsNobodyInAndIsDeleted() throws SQLException {
    String first = links.create(HOLDER);
    links.create(HOLDER);
    DATABASE.execute("update access_links set expires_at = now()");

    assertThat(links.redeem(first)).isEmpty();
    links.create(HOLDER);
    assertThat(DATABASE.number("select count(*) from access_links")).isEqualTo(1);
  }
}
