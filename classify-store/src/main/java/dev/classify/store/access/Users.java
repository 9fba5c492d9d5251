package dev.classify.store.access;

import dev.classify.access.Role;
import dev.classify.store.Statements;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;

/// The people who may log in.
public final class Users {

  private final Statements statements;

  public Users(DataSource database) {
    this.statements = new Statements(database);
  }

  /// Adds a user; false if there is one of this name.
  ///
  /// @param name as `UserName` reads it
  public boolean add(String name, Role role, String password) throws SQLException {
    String hash = PasswordHash.of(password);
    return statements.run(
            handle ->
                handle
                    .createUpdate(
                        """
                        insert into access_users (name, role, password_hash)
                        values (:name, :role, :hash)
                        on conflict do nothing
                        """)
                    .bind("name", name)
                    .bind("role", role.text())
                    .bind("hash", hash)
                    .execute())
        > 0;
  }

  /// All users, by name.
  public List<User> all() throws SQLException {
    return statements.run(
        handle ->
            handle
                .createQuery(
                    """
                    select name, upper(role) as role, created_at, disabled_at, last_login_at
                      from access_users order by name
                    """)
                .mapTo(User.class)
                .list());
  }

  /// The user with this password, if it may log in. Takes the same time whatever is wrong.
  public Optional<User> withPassword(String name, String password) throws SQLException {
    Optional<String> hash =
        statements.run(
            handle ->
                handle
                    .createQuery(
                        """
                        select password_hash from access_users
                         where name = :name and disabled_at is null
                        """)
                    .bind("name", name)
                    .mapTo(String.class)
                    .findOne());
    boolean right =
        hash.isPresent()
            ? PasswordHash.matches(password, hash.get())
            : PasswordHash.matchesNobody(password);
    // Only if the user is still the same after the time that the comparison took.
    return right ? loggedIn(name, hash.orElseThrow()) : Optional.empty();
  }

  private Optional<User> loggedIn(String name, String hash) throws SQLException {
    return statements.run(
        handle ->
            handle
                .createQuery(
                    """
                    update access_users set last_login_at = clock_timestamp()
                     where name = :name and password_hash = :hash and disabled_at is null
                    returning name, upper(role) as role, created_at, disabled_at, last_login_at
                    """)
                .bind("name", name)
                .bind("hash", hash)
                .mapTo(User.class)
                .findOne());
  }

  /// Replaces the password and ends all sessions of the user; false if there is no such user.
  public boolean setPassword(String name, String password) throws SQLException {
    String hash = PasswordHash.of(password);
    return statements.inTransaction(
        handle -> {
          int changed =
              handle
                  .createUpdate("update access_users set password_hash = :hash where name = :name")
                  .bind("name", name)
                  .bind("hash", hash)
                  .execute();
          endSessions(handle, name, "the password was changed");
          return changed > 0;
        });
  }

  /// Gives a user another role; false if there is no such user. Access tokens that the user already
  /// has keep the earlier role until they expire.
  public boolean setRole(String name, Role role) throws SQLException {
    return statements.run(
            handle ->
                handle
                    .createUpdate("update access_users set role = :role where name = :name")
                    .bind("name", name)
                    .bind("role", role.text())
                    .execute())
        > 0;
  }

  /// Lets a user no longer log in or refresh a token, or lets it do so again; false if there is no
  /// such user.
  public boolean setDisabled(String name, boolean disabled) throws SQLException {
    return statements.inTransaction(
        handle -> {
          int changed =
              handle
                  .createUpdate(
                      """
                      update access_users
                         set disabled_at = case when :disabled
                                                then coalesce(disabled_at, clock_timestamp()) end
                       where name = :name
                      """)
                  .bind("name", name)
                  .bind("disabled", disabled)
                  .execute();
          if (disabled) {
            endSessions(handle, name, "the user was disabled");
          }
          return changed > 0;
        });
  }

  private static void endSessions(Handle handle, String name, String reason) {
    handle
        .createUpdate(
            """
            update access_sessions set ended_at = clock_timestamp(), end_reason = :reason
             where user_name = :name and ended_at is null
            """)
        .bind("name", name)
        .bind("reason", reason)
        .execute();
  }
}
