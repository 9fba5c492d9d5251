package dev.classify.web.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.classify.access.PasswordRule;
import dev.classify.access.Role;
import dev.classify.store.access.LoginLinks;
import dev.classify.store.access.Sessions;
import dev.classify.terminal.ShownText;
import dev.classify.web.http.ApiRequest;
import dev.classify.web.http.ApiResponse;
import dev.classify.web.http.Caller;
import dev.classify.web.http.ClientAddress;
import dev.classify.web.http.Problem;
import dev.classify.web.http.Route;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Logging in, staying logged in and logging out.
///
/// A page gets its tokens as cookies, which no script can read; a program gets them in the body.
final class AuthRoutes {

  private static final Logger LOG = LoggerFactory.getLogger(AuthRoutes.class);

  /// Pages of one browser share their cookies, and may refresh them at the same time.
  private static final Duration REFRESH_TOLERANCE = Duration.ofSeconds(10);

  private static final String AUTH = "/api/v1/auth/";

  private final PasswordLogin passwords;
  private final LoginLinks links;
  private final Sessions sessions;
  private final AccessTokens tokens;
  private final InstantSource clock;

  AuthRoutes(
      PasswordLogin passwords,
      LoginLinks links,
      Sessions sessions,
      AccessTokens tokens,
      InstantSource clock) {
    this.passwords = passwords;
    this.links = links;
    this.sessions = sessions;
    this.tokens = tokens;
    this.clock = clock;
  }

  List<Route> routes() {
    return List.of(
        Route.post(AUTH + "login", null, this::login),
        Route.post(AUTH + "link", null, this::link),
        Route.post(AUTH + "refresh", null, this::refresh),
        Route.post(AUTH + "logout", null, this::logout),
        Route.get(AUTH + "me", Role.VIEWER, AuthRoutes::me));
  }

  private ApiResponse login(ApiRequest request) throws SQLException {
    refuseOtherSites(request);
    JsonNode body = request.json();
    String name = text(body, "name");
    String password = text(body, "password");
    return loggedIn(
        request, sessions.open(passwords.check(name, password, ClientAddress.of(request))));
  }

  private ApiResponse link(ApiRequest request) throws SQLException {
    refuseOtherSites(request);
    Optional<LoginLinks.Holder> holder = links.redeem(text(request.json(), "code"));
    if (holder.isEmpty()) {
      throw Problem.unauthorized(
          "this link was used before or has expired; `classify local open` makes a new one");
    }
    LOG.info("logged in by link user={}", ShownText.of(holder.get().subject()));
    return loggedIn(request, sessions.open(holder.get()));
  }

  private ApiResponse refresh(ApiRequest request) throws SQLException {
    boolean page = Browser.sends(request);
    String token = page ? refreshCookie(request) : text(request.json(), "refreshToken");
    return switch (sessions.refresh(token, page ? REFRESH_TOLERANCE : Duration.ZERO)) {
      case Sessions.Refresh.Renewed(Sessions.Granted granted) -> loggedIn(request, granted);
      case Sessions.Refresh.Repeated _ -> ApiResponse.empty();
      case Sessions.Refresh.Refused _ -> throw ended();
      case Sessions.Refresh.Replayed(Sessions.Holder holder) -> {
        LOG.warn(
            "refresh token used twice user={} session={} from={}: the session has ended",
            ShownText.of(holder.subject()),
            holder.sessionId(),
            ClientAddress.of(request));
        throw ended();
      }
    };
  }

  private static String refreshCookie(ApiRequest request) {
    refuseOtherSites(request);
    return SessionCookies.refreshToken(request).orElseThrow(AuthRoutes::ended);
  }

  private static Problem ended() {
    return Problem.unauthorized("this login has ended; log in again");
  }

  /// Ends the session of the refresh token. The access token counts until it expires.
  private ApiResponse logout(ApiRequest request) throws SQLException {
    Optional<String> token;
    if (Browser.sends(request)) {
      refuseOtherSites(request);
      token = SessionCookies.refreshToken(request);
    } else {
      token = Optional.of(text(request.json(), "refreshToken"));
    }
    if (token.isPresent()) {
      sessions.endByToken(token.get());
    }
    return new ApiResponse.WithCookies(ApiResponse.empty(), SessionCookies.clear(request));
  }

  private static ApiResponse me(ApiRequest request) {
    return ApiResponse.json(json(request.caller()));
  }

  private ApiResponse loggedIn(ApiRequest request, Sessions.Granted granted) throws SQLException {
    AccessTokens.Issued issued = tokens.issue(granted.holder());
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.set("caller", json(new Caller(granted.holder().subject(), granted.holder().role())));
    body.put("expiresInSeconds", AccessTokens.LIFETIME.toSeconds());
    if (!Browser.sends(request)) {
      return ApiResponse.json(
          body.put("accessToken", issued.token()).put("refreshToken", granted.refreshToken()));
    }
    Instant now = clock.instant();
    return new ApiResponse.WithCookies(
        ApiResponse.json(body),
        SessionCookies.set(
            request,
            issued.token(),
            granted.refreshToken(),
            Duration.between(now, granted.refreshUntil())));
  }

  private static ObjectNode json(Caller caller) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("name", caller.name())
        .put("role", caller.role().text());
  }

  /// Another site could log its visitors in under a name of its own, or log them out.
  private static void refuseOtherSites(ApiRequest request) {
    if (Browser.sends(request) && !Browser.isOwnPage(request)) {
      throw Problem.forbidden("a page of another site sends this request");
    }
  }

  private static String text(JsonNode body, String name) {
    String text = body.path(name).textValue();
    if (text == null || text.isEmpty()) {
      throw Problem.badRequest(name + " must be a text");
    }
    if (text.length() > PasswordRule.CHARACTERS_MAX) {
      throw Problem.badRequest(name + " is too long");
    }
    return text;
  }
}
