package dev.classify.web.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.store.TestDatabase;
import dev.classify.store.access.SigningKeys;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class KeyRingTest {

  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private final AtomicLong nanos = new AtomicLong();
  private final SigningKeys stored = new SigningKeys(DATABASE.dataSource());
  private final KeyRing ring = new KeyRing(stored, nanos::get);

  @Test
  void newKeyIsFoundASecondLater() throws SQLException {
    String first = ring.signing().keyId();
    String second = stored.rotate(false);

    assertThat(ring.find(second)).isEmpty();
    pass(Duration.ofSeconds(1));
    assertThat(ring.find(second)).isPresent();
    assertThat(ring.find(first)).isPresent();
  }

  @Test
  void keyThatIsTakenAwayCountsForHalfAMinuteAtMost() throws SQLException {
    String stolen = ring.signing().keyId();
    stored.rotate(true);

    assertThat(ring.find(stolen)).isPresent();
    pass(Duration.ofSeconds(30));
    assertThat(ring.find(stolen)).isEmpty();
    assertThat(ring.signing().keyId()).isNotEqualTo(stolen);
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }
}
