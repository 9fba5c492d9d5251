package dev.classify.web.access;

import dev.classify.web.http.ApiRequest;
import java.net.URI;
import java.util.Locale;
import java.util.Set;

/// What a browser says about the page that sends a request. No script can change these headers.
///
/// A cookie is sent with requests of other pages too: those of the same machine on another port
/// count as the same site. So it counts only where the browser says that our own page sends it.
final class Browser {

  private static final String FETCH_SITE = "Sec-Fetch-Site";
  private static final Set<String> READS = Set.of("GET", "HEAD");

  private Browser() {}

  /// Whether a page of a browser sends the request. Browsers send neither header with a read over
  /// plain HTTP from another machine.
  static boolean sends(ApiRequest request) {
    return request.headerValue(FETCH_SITE).isPresent() || request.headerValue("Origin").isPresent();
  }

  /// Whether the request may be sent in the name of whoever the cookie belongs to.
  static boolean isOwnPage(ApiRequest request) {
    boolean read = READS.contains(request.method());
    if (request.headerValue(FETCH_SITE).isPresent()) {
      String site = request.headerValue(FETCH_SITE).get();
      // A read of `none` is an address that somebody has typed.
      return site.equals("same-origin") || (read && site.equals("none"));
    }
    return request
        .headerValue("Origin")
        .map(origin -> origin(request).equals(authority(origin)))
        .orElse(read);
  }

  private static String origin(ApiRequest request) {
    return request.headerValue("Host").orElse("").toLowerCase(Locale.ROOT);
  }

  /// Host and port of `http://host:port`; empty for `null` and other text.
  private static String authority(String origin) {
    try {
      String authority = URI.create(origin).getRawAuthority();
      return authority == null ? "" : authority.toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException _) {
      return "";
    }
  }
}
