package dev.classify.web.access;

import static dev.classify.web.access.TestRequests.get;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SessionCookiesTest {

  private static final Duration HALF_A_DAY = Duration.ofHours(12);

  @Test
  void noScriptReadsACookieAndNoOtherSiteSendsIt() {
    List<String> cookies =
        SessionCookies.set(get("Host", "localhost:9080"), "access", "refresh", HALF_A_DAY);

    assertThat(cookies)
        .containsExactly(
            "classify_access_9080=access; Path=/api/v1; Max-Age=900; HttpOnly; SameSite=Strict",
            "classify_refresh_9080=refresh; Path=/api/v1/auth; Max-Age=43200; HttpOnly;"
                + " SameSite=Strict");
  }

  @Test
  void cookieOfAnEncryptedConnectionIsSentOverNoOther() {
    assertThat(
            SessionCookies.set(
                get("Host", "classify.example.org", "X-Forwarded-Proto", "https"),
                "access",
                "refresh",
                HALF_A_DAY))
        .hasSize(2)
        .allMatch(cookie -> cookie.endsWith("; Secure"))
        .allMatch(cookie -> !cookie.contains("_443"));
  }

  @Test
  void stacksOnOneMachineDoNotReadEachOthersCookies() {
    String cookies = "classify_access_9080=first; classify_access_9999=second; other=x";

    assertThat(SessionCookies.accessToken(get("Host", "127.0.0.1:9999", "Cookie", cookies)))
        .contains("second");
    assertThat(SessionCookies.accessToken(get("Host", "127.0.0.1:9080", "Cookie", cookies)))
        .contains("first");
    assertThat(SessionCookies.accessToken(get("Host", "127.0.0.1", "Cookie", cookies))).isEmpty();
    assertThat(SessionCookies.refreshToken(get("Host", "127.0.0.1:9080", "Cookie", cookies)))
        .isEmpty();
  }

  @Test
  void logoutEmptiesBothCookies() {
    assertThat(SessionCookies.clear(get("Host", "localhost:9080")))
        .hasSize(2)
        .allMatch(cookie -> cookie.contains("=; ") && cookie.contains("; Max-Age=0;"));
  }
}
