package dev.classify.store.access;

import dev.classify.access.Role;
import dev.classify.store.Statements;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/// Tokens of programs, which count until they expire or are revoked.
public final class MachineTokens {

  /// How every such token begins, so that people and scanners of repositories recognise one.
  public static final String PREFIX = "classify_";

  private static final String COLUMNS =
      "token_id, name, upper(role) as role, created_at, expires_at, revoked_at, last_used_at";

  private final Statements statements;

  public MachineTokens(DataSource database) {
    this.statements = new Statements(database);
  }

  /// A new token.
  ///
  /// @param secret is shown once and stored nowhere
  public record Created(MachineToken token, String secret) {

    @Override
    public String toString() {
      return "Created[token=" + token + ", secret=***]";
    }
  }

  /// Makes a token.
  ///
  /// @param name what it is for, in the words of a person
  public Created create(String name, Role role, Duration lifetime) throws SQLException {
    String secret = SecretToken.random(PREFIX);
    String insert =
        """
        insert into access_machine_tokens (token_id, name, role, token_hash, expires_at)
        values (:id, :name, :role, :hash,
                date_trunc('second', clock_timestamp()) + make_interval(secs => :seconds))
        returning %s
        """
            .formatted(COLUMNS);
    return statements.run(
        handle ->
            new Created(
                handle
                    .createQuery(insert)
                    .bind("id", SecretToken.id())
                    .bind("name", name)
                    .bind("role", role.text())
                    .bind("hash", SecretToken.hash(secret))
                    .bind("seconds", lifetime.toSeconds())
                    .mapTo(MachineToken.class)
                    .one(),
                secret));
  }

  /// All tokens, the newest first.
  public List<MachineToken> all() throws SQLException {
    return statements.run(
        handle ->
            handle
                .createQuery(
                    "select "
                        + COLUMNS
                        + " from access_machine_tokens order by created_at desc, token_id")
                .mapTo(MachineToken.class)
                .list());
  }

  /// The token with this secret, if it counts now. Notes its use, once in an hour.
  public Optional<MachineToken> withSecret(String secret) throws SQLException {
    String select =
        """
        with used as (
          update access_machine_tokens set last_used_at = date_trunc('hour', clock_timestamp())
           where token_hash = :hash
             and last_used_at is distinct from date_trunc('hour', clock_timestamp())
        )
        select %s from access_machine_tokens
         where token_hash = :hash and revoked_at is null and expires_at > clock_timestamp()
        """
            .formatted(COLUMNS);
    byte[] hash = SecretToken.hash(secret);
    return statements.run(
        handle ->
            handle.createQuery(select).bind("hash", hash).mapTo(MachineToken.class).findOne());
  }

  /// Lets a token no longer count; empty if there is none of this id.
  public Optional<MachineToken> revoke(String tokenId) throws SQLException {
    String update =
        """
        update access_machine_tokens set revoked_at = coalesce(revoked_at, clock_timestamp())
         where token_id = :id
        returning %s
        """
            .formatted(COLUMNS);
    return statements.run(
        handle ->
            handle.createQuery(update).bind("id", tokenId).mapTo(MachineToken.class).findOne());
  }
}
