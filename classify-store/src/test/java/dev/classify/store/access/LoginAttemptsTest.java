package dev.classify.store.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.store.TestDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LoginAttemptsTest {

  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private static final String HERE = "192.0.2.1";
  private static final String THERE = "192.0.2.2";

  private LoginAttempts attempts;

  @BeforeEach
  void create() {
    attempts = new LoginAttempts(DATABASE.dataSource());
  }

  @Test
  void sixthAttemptAtAUserFromAnAddressWaits() throws SQLException {
    for (int i = 0; i < 5; i++) {
      assertThat(attempts.begin("ada", HERE)).isEmpty();
    }

    assertThat(attempts.begin("ada", HERE))
        .hasValueSatisfying(
            wait -> assertThat(wait).isBetween(Duration.ofMinutes(14), Duration.ofMinutes(15)));
    assertThat(attempts.begin("ada", THERE)).isEmpty();
    assertThat(attempts.begin("bob", HERE)).isEmpty();
  }

  @Test
  void attemptsAtTheSameTimeOnSeveralWorkersCountTogether() throws Exception {
    long begun = 0;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<Boolean> attempt =
          () -> new LoginAttempts(DATABASE.dataSource()).begin("ada", HERE).isEmpty();
      List<Future<Boolean>> results =
          IntStream.range(0, 15).mapToObj(_ -> threads.submit(attempt)).toList();
      for (Future<Boolean> result : results) {
        begun += result.get() ? 1 : 0;
      }
    }

    assertThat(begun).isEqualTo(5);
  }

  @Test
  void rightPasswordTakesItsCountBack() throws SQLException {
    for (int i = 0; i < 30; i++) {
      assertThat(attempts.begin("ada", HERE)).isEmpty();
      attempts.succeeded("ada", HERE);
    }
  }

  @Test
  void addressThatTriesManyUsersWaits() throws SQLException {
    for (int i = 0; i < 20; i++) {
      assertThat(attempts.begin("user" + i, HERE)).isEmpty();
    }

    assertThat(attempts.begin("another", HERE)).isPresent();
    assertThat(attempts.begin("another", THERE)).isEmpty();
  }

  @Test
  void userThatIsTriedFromManyAddressesWaits() throws SQLException {
    for (int i = 0; i < 50; i++) {
      assertThat(attempts.begin("ada", "198.51.100." + i)).isEmpty();
    }

    assertThat(attempts.begin("ada", HERE)).isPresent();
  }

  @Test
  void countsAreForgottenAfterAQuarterOfAnHour() throws SQLException {
    for (int i = 0; i < 6; i++) {
      attempts.begin("ada", HERE);
    }
    DATABASE.execute("update access_attempts set since = since - interval '15 minutes'");

    assertThat(attempts.begin("ada", HERE)).isEmpty();
    assertThat(DATABASE.number("select count(*) from access_attempts")).isEqualTo(3);
  }

  @Test
  void addressOverItsLimitFillsNoTable() throws SQLException {
    for (int i = 0; i < 100; i++) {
      attempts.begin("user" + i, HERE);
    }

    assertThat(DATABASE.number("select count(*) from access_attempts")).isEqualTo(41);
  }
}
