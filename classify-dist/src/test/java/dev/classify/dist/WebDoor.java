package dev.classify.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Page and HTTP API of several workers, behind the NGINX that gives each its turn.
///
/// @param api through NGINX
/// @param workers how many there are
record WebDoor(ApiClient api, int workers) {

  /// Each worker writes a sign of life every 15 seconds.
  private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(40);

  private static final Pattern SCRIPT = Pattern.compile("src=\"(/assets/[^\"]+/app\\.js)\"");

  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /// Who answers as many requests as give each worker two turns.
  Set<String> answeredBy(String token) throws Exception {
    Set<String> names = new TreeSet<>();
    for (int request = 0; request < 2 * workers; request++) {
      HttpResponse<String> cluster = api.get("/cluster", token);
      assertThat(cluster.statusCode()).as(cluster.body()).isEqualTo(200);
      names.add(ApiClient.JSON.readTree(cluster.body()).path("answeredBy").asText());
    }
    return names;
  }

  /// No worker may accept any of them.
  void assertRefused(Map<String, String> tokens) throws Exception {
    for (Map.Entry<String, String> token : tokens.entrySet()) {
      for (int worker = 0; worker < workers; worker++) {
        assertThat(api.get("/jobs", token.getValue()).statusCode())
            .as(token.getKey())
            .isEqualTo(401);
      }
    }
  }

  /// A login whose refresh token is used twice ends, whichever worker is asked.
  ///
  /// @param refreshToken of a login, not used yet
  void assertReplayEndsTheLogin(String refreshToken) throws Exception {
    String first = refreshBody(refreshToken);
    HttpResponse<String> refreshed = api.post("/auth/refresh", "", first);
    assertThat(refreshed.statusCode()).isEqualTo(200);
    String second =
        refreshBody(ApiClient.JSON.readTree(refreshed.body()).path("refreshToken").asText());
    assertThat(api.post("/auth/refresh", "", first).statusCode()).isEqualTo(401);
    for (int worker = 0; worker < workers; worker++) {
      assertThat(api.post("/auth/refresh", "", second).statusCode()).isEqualTo(401);
    }
  }

  private static String refreshBody(String token) {
    return ApiClient.JSON.createObjectNode().put("refreshToken", token).toString();
  }

  /// A stream stays open for minutes: what arrives before its end was not held back.
  void assertEventsArriveAtOnce(String token) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(api.address().resolve("/api/v1/events"))
            .header("Authorization", "Bearer " + token)
            .build();
    HttpResponse<InputStream> stream = CLIENT.send(request, BodyHandlers.ofInputStream());
    try (InputStream events = stream.body()) {
      assertThat(stream.statusCode()).isEqualTo(200);
      assertThat(stream.headers().firstValue("Content-Type").orElse(""))
          .startsWith("text/event-stream");
      assertThat(
              CompletableFuture.supplyAsync(() -> firstByte(events))
                  .get(SIGN_OF_LIFE.toSeconds(), TimeUnit.SECONDS))
          .isPositive();
    }
  }

  private static int firstByte(InputStream events) {
    try {
      return events.read();
    } catch (IOException ended) {
      return -1;
    }
  }

  /// The page and its first script come from every worker, and neither may load what is foreign.
  void assertPageIsGuarded() throws Exception {
    for (int worker = 0; worker < workers; worker++) {
      HttpResponse<String> page = file("/");
      Matcher script = SCRIPT.matcher(page.body());
      assertThat(script.find()).as(page.body()).isTrue();
      HttpResponse<String> app = file(script.group(1));
      assertThat(app.headers().firstValue("Content-Type").orElse("")).contains("javascript");
      assertThat(app.headers().firstValue("Cache-Control").orElse("")).contains("immutable");
    }
  }

  private HttpResponse<String> file(String path) throws IOException, InterruptedException {
    URI address = api.address().resolve(path);
    HttpResponse<String> response =
        CLIENT.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
    assertThat(response.statusCode()).as(path).isEqualTo(200);
    Map.of(
            "Content-Security-Policy", "default-src 'none'",
            "X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "DENY",
            "Referrer-Policy", "no-referrer",
            "Cross-Origin-Opener-Policy", "same-origin",
            "Cross-Origin-Resource-Policy", "same-origin")
        .forEach(
            (header, value) ->
                assertThat(response.headers().firstValue(header).orElse(""))
                    .as(path + " " + header)
                    .startsWith(value));
    return response;
  }
}
