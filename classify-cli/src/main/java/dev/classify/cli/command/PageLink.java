package dev.classify.cli.command;

import com.zaxxer.hikari.HikariDataSource;
import dev.classify.access.Role;
import dev.classify.local.LocalStack;
import dev.classify.local.StackAddresses;
import dev.classify.store.Database;
import dev.classify.store.DatabaseSettings;
import dev.classify.store.access.LoginLinks;
import java.net.URI;
import java.sql.SQLException;

/// A link that opens the page of an embedded stack logged in as an operator. It works once, and for
/// some minutes: whoever sees it later, in the history of a terminal for example, gains nothing.
final class PageLink {

  private PageLink() {}

  /// Makes a link.
  ///
  /// @param user the name that decisions record
  /// @return such as `http://127.0.0.1:9080/#/link/CODE`. Browsers send what follows # to
  ///     nobody
  static URI create(LocalStack stack, String user) throws SQLException {
    StackAddresses addresses = stack.addresses();
    StackAddresses.Database database = addresses.database();
    try (HikariDataSource pool =
        Database.open(
            new DatabaseSettings(database.url(), database.user(), database.password()), 1)) {
      String code = new LoginLinks(pool).create(new LoginLinks.Holder(user, Role.OPERATOR));
      return addresses.gateway().resolve("/#/link/" + code);
    }
  }
}
