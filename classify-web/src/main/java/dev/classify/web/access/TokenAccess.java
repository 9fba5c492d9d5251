package dev.classify.web.access;

import dev.classify.store.access.MachineTokens;
import dev.classify.web.http.Access;
import dev.classify.web.http.ApiRequest;
import dev.classify.web.http.Caller;
import dev.classify.web.http.Problem;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;

/// Knows callers by their token: a signed one of a person, in a header or a cookie, or one of a
/// program, in a header.
final class TokenAccess implements Access {

  private static final String SCHEME = "bearer ";

  private final AccessTokens people;
  private final KnownMachines machines;

  TokenAccess(AccessTokens people, KnownMachines machines) {
    this.people = people;
    this.machines = machines;
  }

  /// @throws Problem 403 if a page of another site sends the cookie
  @Override
  public Identity identify(ApiRequest request) throws SQLException {
    Optional<String> header = request.headerValue("Authorization");
    if (header.isPresent()) {
      String value = header.get();
      return value.toLowerCase(Locale.ROOT).startsWith(SCHEME)
          ? ofToken(value.substring(SCHEME.length()).strip())
          : new Identity.Refused("the header Authorization must be `Bearer TOKEN`");
    }
    Optional<String> cookie = SessionCookies.accessToken(request);
    if (cookie.isEmpty()) {
      return new Identity.Refused(
          "log in, or send a token as `Authorization: Bearer TOKEN`; `classify token create` makes"
              + " one");
    }
    if (!Browser.isOwnPage(request)) {
      throw Problem.forbidden("a page of another site sends this request");
    }
    return ofPerson(cookie.get());
  }

  private Identity ofToken(String token) throws SQLException {
    if (!token.startsWith(MachineTokens.PREFIX)) {
      return ofPerson(token);
    }
    return machines
        .find(token)
        .<Identity>map(
            found -> new Identity.Known(new Caller("token " + found.name(), found.role())))
        .orElseGet(() -> new Identity.Refused("the token is unknown, has expired or was revoked"));
  }

  private Identity ofPerson(String token) throws SQLException {
    return switch (people.check(token)) {
      case AccessTokens.Check.Valid(var holder) ->
          new Identity.Known(new Caller(holder.subject(), holder.role()));
      case AccessTokens.Check.Invalid(String reason) -> new Identity.Refused(reason);
    };
  }
}
