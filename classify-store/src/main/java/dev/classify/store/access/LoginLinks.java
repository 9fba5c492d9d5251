package dev.classify.store.access;

import dev.classify.access.Role;
import dev.classify.store.Statements;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;

/// Links that log in once. Whoever may write to this table has the database anyway.
public final class LoginLinks {

  /// Long enough to click it.
  public static final Duration VALID = Duration.ofMinutes(10);

  private final Statements statements;

  public LoginLinks(DataSource database) {
    this.statements = new Statements(database);
  }

  /// Who a link logs in.
  ///
  /// @param subject the name that decisions record
  public record Holder(String subject, Role role) {}

  /// The secret of a new link. Links that have expired are deleted.
  public String create(Holder holder) throws SQLException {
    String secret = SecretToken.random("");
    statements.run(
        handle ->
            handle
                .createUpdate(
                    """
                    with expired as (
                      delete from access_links where expires_at <= clock_timestamp()
                    )
                    insert into access_links (token_hash, subject, role, expires_at)
                    values (:hash, :subject, :role,
                            clock_timestamp() + make_interval(secs => :seconds))
                    """)
                .bind("hash", SecretToken.hash(secret))
                .bind("subject", holder.subject())
                .bind("role", holder.role().text())
                .bind("seconds", VALID.toSeconds())
                .execute());
    return secret;
  }

  /// Uses a link up: who it logs in, empty if it was used before, has expired, or never existed.
  public Optional<Holder> redeem(String secret) throws SQLException {
    record Row(String subject, Role role, boolean valid) {}
    return statements
        .run(
            handle ->
                handle
                    .createQuery(
                        """
                        delete from access_links where token_hash = :hash
                        returning subject, upper(role) as role,
                                  expires_at > clock_timestamp() as valid
                        """)
                    .bind("hash", SecretToken.hash(secret))
                    .mapTo(Row.class)
                    .findOne())
        .filter(Row::valid)
        .map(row -> new Holder(row.subject(), row.role()));
  }
}
