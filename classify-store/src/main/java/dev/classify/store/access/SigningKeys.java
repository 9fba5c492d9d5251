package dev.classify.store.access;

import dev.classify.store.Statements;
import java.security.KeyPair;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;

/// The keys that sign access tokens, which all workers share.
///
/// A new key verifies at once but signs only a minute later, when every worker has read it. The key
/// that it replaces verifies on until the last token that it signed has expired.
public final class SigningKeys {

  /// How long workers may keep what they have read. Less than [#SIGNS_AFTER].
  public static final Duration READ_AGAIN = Duration.ofSeconds(30);

  private static final Duration SIGNS_AFTER = Duration.ofSeconds(60);

  /// A token lives 15 minutes, and the old key signs on for a minute and a half.
  private static final Duration VERIFIES_ON = Duration.ofMinutes(20);

  private final Statements statements;

  public SigningKeys(DataSource database) {
    this.statements = new Statements(database);
  }

  /// The keys that verify, the one that signs among them. Makes the first key if there is none.
  public List<SigningKey> all() throws SQLException {
    List<SigningKey> keys = statements.run(SigningKeys::read);
    return keys.isEmpty() ? first() : keys;
  }

  private List<SigningKey> first() throws SQLException {
    return statements.inTransaction(
        handle -> {
          lock(handle);
          List<SigningKey> keys = read(handle);
          if (!keys.isEmpty()) {
            return keys; // of another worker
          }
          insert(handle);
          return read(handle);
        });
  }

  /// Adds a key, which replaces the others.
  ///
  /// @param atOnce whether tokens that the others have signed end at once, because one was stolen
  /// @return the id of the new key
  public String rotate(boolean atOnce) throws SQLException {
    return statements.inTransaction(
        handle -> {
          lock(handle);
          handle
              .createUpdate(
                  """
                  delete from access_keys where :atOnce or verifies_until <= clock_timestamp()
                  """)
              .bind("atOnce", atOnce)
              .execute();
          handle
              .createUpdate(
                  """
                  update access_keys
                     set verifies_until = clock_timestamp() + make_interval(secs => :seconds)
                   where verifies_until is null
                  """)
              .bind("seconds", VERIFIES_ON.toSeconds())
              .execute();
          return insert(handle);
        });
  }

  /// Two programs that make the first key at the same time would make two.
  private static void lock(Handle handle) {
    handle.execute("select pg_advisory_xact_lock(hashtext('classify access keys'))");
  }

  private static String insert(Handle handle) {
    KeyPair pair = SigningKey.generate();
    String id = SecretToken.id();
    handle
        .createUpdate(
            """
            insert into access_keys (key_id, private_key, public_key)
            values (:id, :privateKey, :publicKey)
            """)
        .bind("id", id)
        .bind("privateKey", pair.getPrivate().getEncoded())
        .bind("publicKey", pair.getPublic().getEncoded())
        .execute();
    return id;
  }

  /// The newest key that every worker knows signs; where there is none, the oldest.
  private static List<SigningKey> read(Handle handle) {
    return handle
        .createQuery(
            """
            select key_id, private_key, public_key,
                   row_number() over (
                     order by known desc,
                              case when known then -extract(epoch from created_at)
                                   else extract(epoch from created_at) end, key_id) = 1 as signs
              from (select *, created_at <= clock_timestamp() - make_interval(secs => :seconds)
                              as known
                      from access_keys
                     where verifies_until is null or verifies_until > clock_timestamp()) as keys
            """)
        .bind("seconds", SIGNS_AFTER.toSeconds())
        .map(
            (row, _) ->
                SigningKey.of(
                    row.getString("key_id"),
                    row.getBytes("private_key"),
                    row.getBytes("public_key"),
                    row.getBoolean("signs")))
        .list();
  }
}
