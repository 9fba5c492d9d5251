package dev.classify.web.access;

import static dev.classify.web.access.TestRequests.get;
import static dev.classify.web.access.TestRequests.post;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BrowserTest {

  private static final String HOST = "localhost:9080";

  @Test
  void ownPageMayReadAndWrite() {
    assertThat(Browser.isOwnPage(get("Host", HOST, "Sec-Fetch-Site", "same-origin"))).isTrue();
    assertThat(Browser.isOwnPage(post("", "Host", HOST, "Sec-Fetch-Site", "same-origin"))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"same-site", "cross-site", "", "other"})
  void otherPagesMayNeitherReadNorWrite(String site) {
    assertThat(Browser.isOwnPage(get("Host", HOST, "Sec-Fetch-Site", site))).isFalse();
    assertThat(Browser.isOwnPage(post("", "Host", HOST, "Sec-Fetch-Site", site))).isFalse();
  }

  @Test
  void typedAddressIsReadButChangesNothing() {
    assertThat(Browser.isOwnPage(get("Host", HOST, "Sec-Fetch-Site", "none"))).isTrue();
    assertThat(Browser.isOwnPage(post("", "Host", HOST, "Sec-Fetch-Site", "none"))).isFalse();
  }

  /// Over plain HTTP from another machine, browsers send only Origin.
  @Test
  void originMustBeThatOfTheHost() {
    assertThat(Browser.isOwnPage(post("", "Host", HOST, "Origin", "http://localhost:9080")))
        .isTrue();
    assertThat(Browser.isOwnPage(post("", "Host", HOST, "Origin", "https://LOCALHOST:9080")))
        .isTrue();
    for (String origin :
        new String[] {
          "null", "http://localhost:9081", "http://evil.example", "http://localhost", "%", ""
        }) {
      assertThat(Browser.isOwnPage(post("", "Host", HOST, "Origin", origin))).as(origin).isFalse();
    }
  }

  @Test
  void fetchSiteCountsMoreThanOrigin() {
    assertThat(
            Browser.isOwnPage(
                post(
                    "",
                    "Host",
                    HOST,
                    "Origin",
                    "http://localhost:9080",
                    "Sec-Fetch-Site",
                    "same-site")))
        .isFalse();
  }

  @Test
  void requestWithoutEitherHeaderReadsButChangesNothing() {
    assertThat(Browser.isOwnPage(get("Host", HOST))).isTrue();
    assertThat(Browser.isOwnPage(post("", "Host", HOST))).isFalse();
    assertThat(Browser.sends(post("", "Host", HOST))).isFalse();
  }
}
