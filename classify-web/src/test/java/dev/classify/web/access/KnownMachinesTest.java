package dev.classify.web.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.access.Role;
import dev.classify.store.TestDatabase;
import dev.classify.store.access.MachineTokens;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class KnownMachinesTest {

  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private Instant now = Instant.now();
  private final AtomicLong nanos = new AtomicLong();
  private final MachineTokens stored = new MachineTokens(DATABASE.dataSource());
  private final KnownMachines machines = new KnownMachines(stored, () -> now, nanos::get);

  @Test
  void revokedTokenCountsForTenSecondsAtMost() throws SQLException {
    MachineTokens.Created created = stored.create("ci", Role.VIEWER, Duration.ofDays(1));
    assertThat(machines.find(created.secret())).isPresent();
    stored.revoke(created.token().tokenId());

    nanos.addAndGet(Duration.ofSeconds(9).toNanos());
    assertThat(machines.find(created.secret())).isPresent();
    nanos.addAndGet(Duration.ofSeconds(1).toNanos());
    assertThat(machines.find(created.secret())).isEmpty();
  }

  @Test
  void tokenThatExpiresMeanwhileCountsNoMore() throws SQLException {
    String secret = stored.create("ci", Role.VIEWER, Duration.ofHours(1)).secret();
    assertThat(machines.find(secret)).isPresent();

    now = now.plus(Duration.ofHours(2));
    assertThat(machines.find(secret)).isEmpty();
  }

  @Test
  void newTokenCountsAtOnce() throws SQLException {
    assertThat(machines.find("classify_unknown")).isEmpty();
    String secret = stored.create("ci", Role.VIEWER, Duration.ofHours(1)).secret();
    assertThat(machines.find(secret)).isPresent();
  }
}
