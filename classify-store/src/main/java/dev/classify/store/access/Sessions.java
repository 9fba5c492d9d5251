package dev.classify.store.access;

import dev.classify.access.Role;
import dev.classify.store.Statements;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Logins and their refresh tokens.
///
/// Each refresh token works once and brings the next one. If one is sent a second time, somebody
/// has a copy, and nobody can tell who: the session ends, and with it both copies.
public final class Sessions {

  /// A person logs in again after a week in any case.
  private static final Duration SESSION = Duration.ofDays(7);

  /// A page that was closed overnight logs in again.
  private static final Duration REFRESH = Duration.ofHours(12);

  /// Of one subject; the oldest ends when another begins.
  private static final int OPEN_MAX = 20;

  private static final String REPLAYED = "a refresh token was used twice";

  private final Statements statements;

  public Sessions(DataSource database) {
    this.statements = new Statements(database);
  }

  /// Who a session belongs to.
  ///
  /// @param subject the name that decisions record
  public record Holder(String sessionId, String subject, Role role) {}

  /// A session with the only copy of its next refresh token.
  ///
  /// @param refreshUntil when the refresh token expires
  public record Granted(Holder holder, String refreshToken, Instant refreshUntil) {

    @Override
    public String toString() {
      return "Granted[holder=" + holder + ", refreshToken=***]";
    }
  }

  /// What became of a refresh.
  public sealed interface Refresh {
    record Renewed(Granted granted) implements Refresh {}

    /// The token is unknown or has expired, or its session has ended.
    record Refused() implements Refresh {}

    /// The token was used before. Its session has ended now.
    record Replayed(Holder holder) implements Refresh {}

    /// The token was used a moment ago, and that is tolerated. There is no new token.
    record Repeated() implements Refresh {}
  }

  /// Opens the session of a user who gave the right password.
  public Granted open(User user) throws SQLException {
    return open(user.name(), user.role(), user.name());
  }

  /// Opens the session of somebody who used a link.
  public Granted open(LoginLinks.Holder holder) throws SQLException {
    return open(holder.subject(), holder.role(), null);
  }

  private Granted open(String subject, Role role, @Nullable String user) throws SQLException {
    String sessionId = SecretToken.id();
    return statements.inTransaction(
        handle -> {
          handle.execute("delete from access_sessions where expires_at <= clock_timestamp()");
          handle
              .createUpdate(
                  """
                  insert into access_sessions (session_id, subject, user_name, role, expires_at)
                  values (:id, :subject, :user, :role,
                          clock_timestamp() + make_interval(secs => :seconds))
                  """)
              .bind("id", sessionId)
              .bind("subject", subject)
              .bind("user", user)
              .bind("role", role.text())
              .bind("seconds", SESSION.toSeconds())
              .execute();
          handle
              .createUpdate(
                  """
                  update access_sessions
                     set ended_at = clock_timestamp(), end_reason = 'there were too many'
                   where session_id in (
                     select session_id from access_sessions
                      where subject = :subject and ended_at is null
                      order by opened_at desc, session_id offset :max)
                  """)
              .bind("subject", subject)
              .bind("max", OPEN_MAX)
              .execute();
          return grant(handle, new Holder(sessionId, subject, role));
        });
  }

  /// Uses a refresh token up.
  ///
  /// @param tolerance for how long after its use the token may be sent again to no effect: two
  ///     pages of one browser share a token, and may refresh it at the same time
  public Refresh refresh(String token, Duration tolerance) throws SQLException {
    byte[] hash = SecretToken.hash(token);
    return statements.inTransaction(
        handle -> {
          Optional<Known> found = known(handle, hash, tolerance);
          if (found.isEmpty() || !found.get().open()) {
            return new Refresh.Refused();
          }
          Known known = found.get();
          if (known.usedJustNow()) {
            return new Refresh.Repeated();
          }
          if (known.used()) {
            end(handle, known.sessionId(), REPLAYED);
            return new Refresh.Replayed(known.holder());
          }
          if (!known.valid()) {
            return new Refresh.Refused();
          }
          handle
              .createUpdate(
                  """
                  update access_refresh_tokens set used_at = clock_timestamp()
                   where token_hash = :hash
                  """)
              .bind("hash", hash)
              .execute();
          return new Refresh.Renewed(grant(handle, known.holder()));
        });
  }

  /// A stored refresh token and its session.
  private record Known(
      String sessionId,
      String subject,
      Role role,
      boolean open,
      boolean used,
      boolean usedJustNow,
      boolean valid) {

    Holder holder() {
      return new Holder(sessionId, subject, role);
    }
  }

  /// Two refreshes with one token come one after the other: the second sees the use of the first.
  /// The role is that of the user now.
  private static Optional<Known> known(Handle handle, byte[] hash, Duration tolerance) {
    return handle
        .createQuery(
            """
            select session.session_id, session.subject,
                   upper(coalesce(person.role, session.role)) as role,
                   session.ended_at is null and session.expires_at > clock_timestamp()
                     and person.disabled_at is null as open,
                   token.used_at is not null as used,
                   coalesce(token.used_at
                              > clock_timestamp() - make_interval(secs => :tolerance), false)
                     as used_just_now,
                   token.expires_at > clock_timestamp() as valid
              from access_refresh_tokens as token
              join access_sessions as session using (session_id)
              left join access_users as person on person.name = session.user_name
             where token.token_hash = :hash
               for update of token
            """)
        .bind("hash", hash)
        .bind("tolerance", tolerance.toSeconds())
        .mapTo(Known.class)
        .findOne();
  }

  /// The next refresh token; it expires no later than its session.
  private static Granted grant(Handle handle, Holder holder) {
    String token = SecretToken.random("");
    Instant until =
        handle
            .createQuery(
                """
                insert into access_refresh_tokens (token_hash, session_id, expires_at)
                select :hash, session_id,
                       least(expires_at, clock_timestamp() + make_interval(secs => :seconds))
                  from access_sessions where session_id = :id
                returning expires_at
                """)
            .bind("hash", SecretToken.hash(token))
            .bind("id", holder.sessionId())
            .bind("seconds", REFRESH.toSeconds())
            .mapTo(Instant.class)
            .one();
    return new Granted(holder, token, until);
  }

  /// Ends a session, so that its refresh tokens no longer work.
  public void end(String sessionId) throws SQLException {
    statements.run(handle -> end(handle, sessionId, "logged out"));
  }

  /// Ends the session of a refresh token, if there is one.
  public void endByToken(String token) throws SQLException {
    byte[] hash = SecretToken.hash(token);
    statements.inTransaction(
        handle -> {
          Optional<Known> known = known(handle, hash, Duration.ZERO);
          return known.isEmpty() ? 0 : end(handle, known.get().sessionId(), "logged out");
        });
  }

  private static int end(Handle handle, String sessionId, String reason) {
    return handle
        .createUpdate(
            """
            update access_sessions set ended_at = clock_timestamp(), end_reason = :reason
             where session_id = :id and ended_at is null
            """)
        .bind("id", sessionId)
        .bind("reason", reason)
        .execute();
  }
}
