package dev.classify.web.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.classify.access.Role;
import dev.classify.store.TestDatabase;
import dev.classify.store.access.LoginLinks;
import dev.classify.store.access.MachineTokens;
import dev.classify.store.access.Users;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class AuthRoutesTest {

  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private static final String PASSWORD = "correct horse battery";
  private static final String LOGIN = "{\"name\": \"Ada\", \"password\": \"" + PASSWORD + "\"}";
  private static final String WRONG = "{\"name\": \"ada\", \"password\": \"wrong horse\"}";

  private Users users;
  private AccessServer server;
  private String origin;

  @BeforeEach
  void start() throws Exception {
    users = new Users(DATABASE.dataSource());
    users.add("ada", Role.VIEWER, PASSWORD);
    server = new AccessServer(DATABASE.dataSource());
    origin = "http://127.0.0.1:" + server.port();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void programLogsInAndSendsItsToken() throws Exception {
    HttpResponse<String> login = server.post("/auth/login", LOGIN);

    assertThat(login.statusCode()).isEqualTo(200);
    assertThat(login.headers().allValues("Set-Cookie")).isEmpty();
    JsonNode body = AccessServer.json(login);
    assertThat(body.path("caller").toString()).isEqualTo("{\"name\":\"ada\",\"role\":\"viewer\"}");
    assertThat(body.path("expiresInSeconds").asInt()).isEqualTo(900);
    HttpResponse<String> me = server.get("/auth/me", bearer(body));
    assertThat(me.body()).isEqualTo("{\"name\":\"ada\",\"role\":\"viewer\"}");
    assertThat(server.get("/jobs", bearer(body)).statusCode()).isEqualTo(200);
  }

  @Test
  void strangerAndWrongTokenAreRefusedWithAChallenge() throws Exception {
    HttpResponse<String> stranger = server.get("/jobs");

    assertThat(stranger.statusCode()).isEqualTo(401);
    assertThat(stranger.headers().firstValue("WWW-Authenticate")).contains("Bearer");
    for (String authorization : List.of("Bearer x", "Bearer classify_x", "Basic YTpi", "Bearer")) {
      assertThat(server.get("/jobs", "Authorization", authorization).statusCode())
          .as(authorization)
          .isEqualTo(401);
    }
  }

  @Test
  void wrongPasswordAndUnknownUserAreRefusedInTheSameWords() throws Exception {
    HttpResponse<String> wrong = server.post("/auth/login", WRONG);

    assertThat(wrong.statusCode()).isEqualTo(401);
    assertThat(server.post("/auth/login", WRONG.replace("ada", "bob")).body())
        .isEqualTo(wrong.body());
    users.setDisabled("ada", true);
    assertThat(server.post("/auth/login", LOGIN).body()).isEqualTo(wrong.body());
  }

  @Test
  void sixthWrongPasswordWaitsAndSoDoesTheRightOne() throws Exception {
    for (int i = 0; i < 5; i++) {
      assertThat(server.post("/auth/login", WRONG).statusCode()).isEqualTo(401);
    }

    HttpResponse<String> sixth = server.post("/auth/login", LOGIN);
    assertThat(sixth.statusCode()).isEqualTo(429);
    assertThat(Integer.parseInt(sixth.headers().firstValue("Retry-After").orElse("")))
        .isBetween(800, 900);
    assertThat(server.post("/auth/login", LOGIN, "X-Forwarded-For", "198.51.100.7").statusCode())
        .isEqualTo(200);
  }

  @Test
  void refreshTokenWorksOnceAndItsReplayEndsTheSession() throws Exception {
    JsonNode first = AccessServer.json(server.post("/auth/login", LOGIN));
    HttpResponse<String> refreshed = server.post("/auth/refresh", refresh(first));
    assertThat(refreshed.statusCode()).isEqualTo(200);
    JsonNode second = AccessServer.json(refreshed);

    assertThat(server.post("/auth/refresh", refresh(first)).statusCode()).isEqualTo(401);
    assertThat(server.post("/auth/refresh", refresh(second)).statusCode()).isEqualTo(401);
    assertThat(server.post("/auth/refresh", "{\"refreshToken\": \"x\"}").statusCode())
        .isEqualTo(401);
  }

  @Test
  void loggedOutProgramCannotRefresh() throws Exception {
    JsonNode login = AccessServer.json(server.post("/auth/login", LOGIN));

    assertThat(server.post("/auth/logout", refresh(login)).statusCode()).isEqualTo(204);

    assertThat(server.post("/auth/refresh", refresh(login)).statusCode()).isEqualTo(401);
  }

  @Test
  void pageLogsInByCookiesThatHoldTheTokens() throws Exception {
    HttpResponse<String> login = server.post("/auth/login", LOGIN, "Origin", origin);

    assertThat(login.statusCode()).isEqualTo(200);
    assertThat(login.body()).doesNotContain("accessToken", "refreshToken").contains("\"ada\"");
    assertThat(login.headers().allValues("Set-Cookie"))
        .hasSize(2)
        .allMatch(cookie -> cookie.contains("HttpOnly; SameSite=Strict"));
    String cookies = cookies(login);
    assertThat(server.get("/auth/me", "Cookie", cookies).statusCode()).isEqualTo(200);
    HttpResponse<String> refreshed =
        server.post("/auth/refresh", "", "Cookie", cookies, "Origin", origin);
    assertThat(refreshed.statusCode()).isEqualTo(200);
    assertThat(cookies(refreshed)).isNotEqualTo(cookies);
    // A second page of the browser, which has the new cookies by now.
    assertThat(server.post("/auth/refresh", "", "Cookie", cookies, "Origin", origin).statusCode())
        .isEqualTo(204);
  }

  @Test
  void pageThatLogsOutLosesItsCookies() throws Exception {
    String cookies = cookies(server.post("/auth/login", LOGIN, "Origin", origin));

    HttpResponse<String> logout =
        server.post("/auth/logout", "{}", "Cookie", cookies, "Origin", origin);

    assertThat(logout.statusCode()).isEqualTo(204);
    assertThat(logout.headers().allValues("Set-Cookie"))
        .hasSize(2)
        .allMatch(cookie -> cookie.contains("Max-Age=0"));
    assertThat(server.post("/auth/refresh", "", "Cookie", cookies, "Origin", origin).statusCode())
        .isEqualTo(401);
  }

  @Test
  void pagesOfOtherSitesGainNothing() throws Exception {
    String cookies = cookies(server.post("/auth/login", LOGIN, "Origin", origin));
    String evil = "http://127.0.0.1:1";

    assertThat(server.get("/jobs", "Cookie", cookies, "Sec-Fetch-Site", "same-site").statusCode())
        .isEqualTo(403);
    for (String path : List.of("/auth/login", "/auth/link", "/auth/refresh", "/auth/logout")) {
      HttpResponse<String> response = server.post(path, LOGIN, "Cookie", cookies, "Origin", evil);
      assertThat(response.statusCode()).as(path).isEqualTo(403);
      assertThat(response.headers().allValues("Set-Cookie")).isEmpty();
    }
    assertThat(server.post("/auth/refresh", "", "Cookie", cookies, "Origin", origin).statusCode())
        .isEqualTo(200);
  }

  @Test
  void linkLogsInOnceAsAnOperator() throws Exception {
    String code =
        new LoginLinks(DATABASE.dataSource()).create(new LoginLinks.Holder("grace", Role.OPERATOR));
    String body = "{\"code\": \"" + code + "\"}";

    HttpResponse<String> first = server.post("/auth/link", body, "Origin", origin);
    assertThat(first.statusCode()).isEqualTo(200);
    assertThat(server.get("/auth/me", "Cookie", cookies(first)).body())
        .isEqualTo("{\"name\":\"grace\",\"role\":\"operator\"}");
    assertThat(server.post("/auth/link", body, "Origin", origin).statusCode()).isEqualTo(401);
  }

  @Test
  void machineHasTheRoleOfItsToken() throws Exception {
    MachineTokens tokens = new MachineTokens(DATABASE.dataSource());
    String secret = tokens.create("nightly", Role.VIEWER, Duration.ofDays(1)).secret();

    assertThat(server.get("/auth/me", "Authorization", "Bearer " + secret).body())
        .isEqualTo("{\"name\":\"token nightly\",\"role\":\"viewer\"}");
    assertThat(server.get("/jobs", "Authorization", "bearer " + secret).statusCode())
        .isEqualTo(200);
  }

  @Test
  void bodyWithoutNameOrPasswordIsRefused() throws Exception {
    for (String body :
        List.of("", "[]", "{}", "{\"name\": \"ada\"}", "{\"name\": 1, \"password\": \"x\"}")) {
      assertThat(server.post("/auth/login", body).statusCode()).as(body).isEqualTo(400);
    }
    String longName = LOGIN.replace("Ada", "a".repeat(300));
    assertThat(server.post("/auth/login", longName).statusCode()).isEqualTo(400);
  }

  /// With tokens that nobody made, for example. Others are not kept from logging in.
  @Test
  void strangerWhoAsksTooOftenWaits() throws Exception {
    for (int i = 0; i < 600; i++) {
      assertThat(server.get("/jobs", "Authorization", "Bearer x").statusCode()).isEqualTo(401);
    }

    assertThat(server.get("/jobs", "Authorization", "Bearer x").statusCode()).isEqualTo(429);
    assertThat(server.post("/auth/refresh", "{\"refreshToken\": \"x\"}").statusCode())
        .isEqualTo(429);
    assertThat(server.post("/auth/login", LOGIN, "X-Forwarded-For", "198.51.100.7").statusCode())
        .isEqualTo(200);
  }

  @Test
  void noAnswerIsKeptByACache() throws Exception {
    assertThat(server.post("/auth/login", LOGIN).headers().firstValue("Cache-Control"))
        .contains("no-store");
  }

  private static String[] bearer(JsonNode login) {
    return new String[] {"Authorization", "Bearer " + login.path("accessToken").asText()};
  }

  private static String refresh(JsonNode login) {
    return "{\"refreshToken\": " + login.path("refreshToken") + "}";
  }

  /// What a browser would send back.
  private static String cookies(HttpResponse<String> response) {
    return response.headers().allValues("Set-Cookie").stream()
        .map(cookie -> cookie.substring(0, cookie.indexOf(';')))
        .collect(Collectors.joining("; "));
  }
}
