package dev.classify.web.access;

import dev.classify.store.access.LoginAttempts;
import dev.classify.store.access.LoginLinks;
import dev.classify.store.access.MachineTokens;
import dev.classify.store.access.Sessions;
import dev.classify.store.access.SigningKeys;
import dev.classify.store.access.Users;
import dev.classify.web.http.Access;
import dev.classify.web.http.Route;
import java.time.InstantSource;
import java.util.List;
import javax.sql.DataSource;

/// Users, logins and tokens of this worker, which all workers share through the database.
///
/// @param access finds out who calls
/// @param routes log people in and out
public record WebAccess(Access access, List<Route> routes) {

  public WebAccess {
    routes = List.copyOf(routes);
  }

  public static WebAccess over(DataSource database) {
    InstantSource clock = InstantSource.system();
    AccessTokens tokens =
        new AccessTokens(new KeyRing(new SigningKeys(database), System::nanoTime), clock);
    AuthRoutes routes =
        new AuthRoutes(
            new PasswordLogin(new Users(database), new LoginAttempts(database)),
            new LoginLinks(database),
            new Sessions(database),
            tokens,
            clock);
    return new WebAccess(
        new TokenAccess(
            tokens, new KnownMachines(new MachineTokens(database), clock, System::nanoTime)),
        routes.routes());
  }
}
