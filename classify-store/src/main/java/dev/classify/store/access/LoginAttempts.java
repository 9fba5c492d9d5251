package dev.classify.store.access;

import dev.classify.store.Statements;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;

/// Limits how often somebody may try passwords, counted over all workers.
///
/// An attempt counts before its password is compared, so that attempts at the same time cannot pass
/// together; a right password takes its count back.
public final class LoginAttempts {

  /// Counts begin anew after this time.
  private static final Duration WINDOW = Duration.ofMinutes(15);

  /// For one user from one address: typing errors of a person.
  private static final int PAIR_MAX = 5;

  /// For one address, whoever it tries to be.
  private static final int ADDRESS_MAX = 20;

  /// For one user from all addresses together. High, because it also keeps the user out.
  private static final int USER_MAX = 50;

  private final Statements statements;

  public LoginAttempts(DataSource database) {
    this.statements = new Statements(database);
  }

  /// Counts an attempt.
  ///
  /// @param user the name that is tried, whether or not there is such a user
  /// @param address of the client
  /// @return how long to wait before the next attempt; empty if this one may go ahead
  public Optional<Duration> begin(String user, String address) throws SQLException {
    return statements.inTransaction(
        handle -> {
          forget(handle);
          // An address that is over its limit adds no counts for users.
          Optional<Duration> wait = count(handle, byAddress(address), ADDRESS_MAX);
          if (wait.isEmpty()) {
            wait = count(handle, byPair(user, address), PAIR_MAX);
          }
          return wait.isEmpty() ? count(handle, byUser(user), USER_MAX) : wait;
        });
  }

  /// Takes the count of an attempt with the right password back.
  public void succeeded(String user, String address) throws SQLException {
    statements.inTransaction(
        handle -> {
          // In the order of `begin`, so that two transactions never wait for each other.
          lessen(handle, byAddress(address), 1);
          lessen(handle, byPair(user, address), PAIR_MAX);
          lessen(handle, byUser(user), 1);
          return 0;
        });
  }

  private static void lessen(Handle handle, String subject, int by) {
    handle
        .createUpdate(
            """
            update access_attempts set attempts = greatest(attempts - :by, 0)
             where subject = :subject
            """)
        .bind("subject", subject)
        .bind("by", by)
        .execute();
  }

  private static Optional<Duration> count(Handle handle, String subject, int max) {
    record Count(int attempts, long waitSeconds) {}
    Count count =
        handle
            .createQuery(
                """
                insert into access_attempts as known (subject, since, attempts)
                values (:subject, clock_timestamp(), 1)
                on conflict (subject) do update set attempts = least(known.attempts, :max) + 1
                returning attempts,
                          ceil(extract(epoch from since - clock_timestamp()) + :window)::bigint
                            as wait_seconds
                """)
            .bind("subject", subject)
            .bind("max", max)
            .bind("window", WINDOW.toSeconds())
            .mapTo(Count.class)
            .one();
    return count.attempts() <= max
        ? Optional.empty()
        : Optional.of(Duration.ofSeconds(Math.max(1, count.waitSeconds())));
  }

  /// Keeps the table small: it holds what was tried in the last minutes.
  private static void forget(Handle handle) {
    handle
        .createUpdate(
            """
            delete from access_attempts
             where subject in (
               select subject from access_attempts
                where since <= clock_timestamp() - make_interval(secs => :window)
                  for update skip locked)
            """)
        .bind("window", WINDOW.toSeconds())
        .execute();
  }

  private static String byAddress(String address) {
    return "address " + address;
  }

  private static String byUser(String user) {
    return "user " + user;
  }

  private static String byPair(String user, String address) {
    return "user " + user + " from " + address;
  }
}
