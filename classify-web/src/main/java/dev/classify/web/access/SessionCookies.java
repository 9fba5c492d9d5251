package dev.classify.web.access;

import dev.classify.web.http.ApiRequest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The two cookies of a page that is logged in. No script can read them, and no other site sends
/// them.
///
/// Their names hold the port, because browsers do not tell the ports of a machine apart: two stacks
/// on one machine would log each other out.
final class SessionCookies {

  private static final String ATTRIBUTES = "; HttpOnly; SameSite=Strict";
  private static final String ACCESS_PATH = "/api/v1";

  /// The refresh token is sent only where it is used.
  private static final String REFRESH_PATH = "/api/v1/auth";

  /// Later ones are not looked at.
  private static final int COOKIES_MAX = 100;

  private static final Pattern PORT = Pattern.compile(".*:([0-9]{1,5})");

  private SessionCookies() {}

  static Optional<String> accessToken(ApiRequest request) {
    return value(request, accessName(request));
  }

  static Optional<String> refreshToken(ApiRequest request) {
    return value(request, refreshName(request));
  }

  /// Values of `Set-Cookie` that log in.
  ///
  /// @param refreshFor how long the refresh token counts
  static List<String> set(
      ApiRequest request, String accessToken, String refreshToken, Duration refreshFor) {
    return List.of(
        cookie(request, accessName(request), accessToken, ACCESS_PATH, AccessTokens.LIFETIME),
        cookie(request, refreshName(request), refreshToken, REFRESH_PATH, refreshFor));
  }

  /// Values of `Set-Cookie` that log out.
  static List<String> clear(ApiRequest request) {
    return List.of(
        cookie(request, accessName(request), "", ACCESS_PATH, Duration.ZERO),
        cookie(request, refreshName(request), "", REFRESH_PATH, Duration.ZERO));
  }

  private static String cookie(
      ApiRequest request, String name, String value, String path, Duration age) {
    boolean encrypted =
        request.headerValue("X-Forwarded-Proto").filter("https"::equals).isPresent();
    return name
        + "="
        + value
        + "; Path="
        + path
        + "; Max-Age="
        + age.toSeconds()
        + ATTRIBUTES
        + (encrypted ? "; Secure" : "");
  }

  private static String accessName(ApiRequest request) {
    return "classify_access" + port(request);
  }

  private static String refreshName(ApiRequest request) {
    return "classify_refresh" + port(request);
  }

  private static String port(ApiRequest request) {
    Matcher port = PORT.matcher(request.headerValue("Host").orElse(""));
    return port.matches() ? "_" + port.group(1) : "";
  }

  private static Optional<String> value(ApiRequest request, String name) {
    for (String cookie : request.headerValue("Cookie").orElse("").split(";", COOKIES_MAX)) {
      String[] parts = cookie.strip().split("=", 2);
      if (parts.length == 2 && parts[0].equals(name) && !parts[1].isEmpty()) {
        return Optional.of(parts[1]);
      }
    }
    return Optional.empty();
  }
}
