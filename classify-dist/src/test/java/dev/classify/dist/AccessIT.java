package dev.classify.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.classify.local.nginx.NginxProgram;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Users and tokens on five workers behind NGINX, which spreads the requests over them.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccessIT {

  private static final int WORKERS = 5;
  private static final String PASSWORD = "correct horse battery";

  /// In the log of NGINX.
  private static final Pattern UPSTREAM = Pattern.compile(" /api/v1/auth/me .*upstream=(\\S+)");

  /// An operation that changes something, in the file that describes the API.
  private static final Pattern WRITE =
      Pattern.compile(
          "(?m)^  /api/v1(/(?!auth/)\\S+):\\n(?:    (?! ).*\\n|      .*\\n)*?    post:");

  private EmbeddedStack stack;
  private ApiClient api;
  private Path passwordFile;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    assumeTrue(NginxProgram.installed(System.getenv()).isPresent(), "NGINX is not installed");
    passwordFile = Files.writeString(folder.resolve("password"), PASSWORD + "\n");
    stack = EmbeddedStack.up(folder, "--workers", Integer.toString(WORKERS));
    api = new ApiClient(stack.address("gateway"));
  }

  @AfterAll
  void stop() throws Exception {
    if (stack != null) {
      stack.down();
    }
  }

  @Test
  void tokenOfOneLoginCountsOnEveryWorker() throws Exception {
    add("ada", "viewer");
    String token = api.logIn("ada", PASSWORD).path("accessToken").asText();

    for (int i = 0; i < 10; i++) {
      HttpResponse<String> me = api.get("/auth/me", token);
      assertThat(me.statusCode()).as(me.body()).isEqualTo(200);
      assertThat(me.body()).isEqualTo("{\"name\":\"ada\",\"role\":\"viewer\"}");
    }
    // NGINX writes its log as it answers, but not before.
    await().untilAsserted(() -> assertThat(workersThatAnswered()).hasSize(WORKERS));
  }

  @Test
  void noWorkerAcceptsAForgedOrExpiredToken() throws Exception {
    add("bob", "viewer");
    String valid = api.logIn("bob", PASSWORD).path("accessToken").asText();

    door().assertRefused(ForgedTokens.of(valid, stack.tables()));
    assertThat(api.get("/jobs", valid).statusCode()).isEqualTo(200);
  }

  @Test
  void nothingIsChangedWithoutATokenOrWithThatOfAViewer() throws Exception {
    add("carl", "viewer");
    String viewer = api.logIn("carl", PASSWORD).path("accessToken").asText();
    List<String> writes = writes();

    assertThat(writes).contains("/jobs/x/pause");
    for (String path : writes) {
      for (int worker = 0; worker < WORKERS; worker++) {
        assertThat(api.post(path, "", "{}").statusCode()).as(path).isEqualTo(401);
        assertThat(api.post(path, viewer, "{}").statusCode()).as(path).isEqualTo(403);
      }
    }
  }

  @Test
  void replayedRefreshTokenEndsTheLoginOnEveryWorker() throws Exception {
    add("dora", "viewer");
    door().assertReplayEndsTheLogin(api.logIn("dora", PASSWORD).path("refreshToken").asText());
  }

  @Test
  void eventsAndPageComeThroughNginxAsTheWorkersSendThem() throws Exception {
    add("hal", "viewer");
    door().assertEventsArriveAtOnce(api.logIn("hal", PASSWORD).path("accessToken").asText());
    door().assertPageIsGuarded();
  }

  @Test
  void disabledUserNeitherRefreshesNorLogsIn() throws Exception {
    add("eve", "operator");
    JsonNode login = api.logIn("eve", PASSWORD);

    assertThat(stack.local("user", "disable", "eve").exit()).isZero();

    assertThat(api.post("/auth/refresh", "", refreshBody(login)).statusCode()).isEqualTo(401);
    assertThat(api.post("/auth/login", "", ApiClient.credentials("eve", PASSWORD)).statusCode())
        .isEqualTo(401);
    assertThat(stack.local("user", "list").out()).contains("eve", "disabled");
  }

  @Test
  void userWithAnotherRoleHasItAfterTheNextRefresh() throws Exception {
    add("hugo", "viewer");
    JsonNode login = api.logIn("hugo", PASSWORD);

    assertThat(stack.local("user", "role", "hugo", "--role", "operator").exit()).isZero();

    HttpResponse<String> refreshed = api.post("/auth/refresh", "", refreshBody(login));
    assertThat(refreshed.statusCode()).isEqualTo(200);
    String token = ApiClient.JSON.readTree(refreshed.body()).path("accessToken").asText();
    // An operator is not refused, but there is no such job.
    assertThat(api.post("/jobs/x/pause", token, "{}").statusCode()).isEqualTo(404);
    assertThat(stack.local("user", "role", "nobody", "--role", "viewer").exit()).isEqualTo(2);
  }

  @Test
  void wrongPasswordsOnFiveWorkersCountTogether() throws Exception {
    add("fred", "viewer");
    for (int worker = 0; worker < WORKERS; worker++) {
      assertThat(api.post("/auth/login", "", ApiClient.credentials("fred", "wrong")).statusCode())
          .isEqualTo(401);
    }

    HttpResponse<String> sixth =
        api.post("/auth/login", "", ApiClient.credentials("fred", PASSWORD));
    assertThat(sixth.statusCode()).isEqualTo(429);
    assertThat(sixth.headers().firstValue("Retry-After")).isPresent();
  }

  @Test
  void programUsesItsTokenUntilItIsRevoked() throws Exception {
    JsonNode token =
        ApiClient.JSON.readTree(
            stack
                .local("token", "create", "nightly", "--role", "viewer", "--output", "json")
                .out());
    String secret = token.path("token").asText();
    for (int worker = 0; worker < WORKERS; worker++) {
      assertThat(api.get("/jobs", secret).statusCode()).isEqualTo(200);
    }
    assertThat(stack.local("token", "list").out()).contains("nightly").doesNotContain(secret);

    assertThat(stack.local("token", "revoke", token.path("id").asText()).exit()).isZero();

    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> {
              for (int worker = 0; worker < WORKERS; worker++) {
                assertThat(api.get("/jobs", secret).statusCode()).isEqualTo(401);
              }
            });
  }

  @Test
  void rotatedKeyLogsNobodyOut() throws Exception {
    add("gina", "viewer");
    String token = api.logIn("gina", PASSWORD).path("accessToken").asText();

    assertThat(stack.local("token", "rotate-keys").exit()).isZero();

    String later = api.logIn("gina", PASSWORD).path("accessToken").asText();
    for (int worker = 0; worker < WORKERS; worker++) {
      assertThat(api.get("/auth/me", token).statusCode()).isEqualTo(200);
      assertThat(api.get("/auth/me", later).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void linkLogsInOnceOnWhicheverWorker() throws Exception {
    URI link = URI.create(stack.local("open", "--print").out().strip());
    assertThat(link.resolve("/")).isEqualTo(api.address().resolve("/"));
    String body = "{\"code\": \"" + link.getFragment().replaceFirst(".*/", "") + "\"}";

    HttpResponse<String> first = api.post("/auth/link", "", body);

    assertThat(first.statusCode()).isEqualTo(200);
    assertThat(ApiClient.JSON.readTree(first.body()).at("/caller/role").asText())
        .isEqualTo("operator");
    for (int worker = 0; worker < WORKERS; worker++) {
      assertThat(api.post("/auth/link", "", body).statusCode()).isEqualTo(401);
    }
  }

  /// A name of a site may point to this machine; the HTTP client of Java sends no other Host.
  @Test
  void foreignHostNameIsAnsweredByNeitherPageNorApi() throws Exception {
    for (String path : List.of("/", "/api/v1/openapi.yaml")) {
      assertThat(statusLine(path, "evil.example")).as(path).contains(" 421 ");
      assertThat(statusLine(path, "localhost:" + api.address().getPort()))
          .as(path)
          .contains(" 200 ");
    }
  }

  private WebDoor door() {
    return new WebDoor(api, WORKERS);
  }

  private String statusLine(String path, String host) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), api.address().getPort())) {
      socket
          .getOutputStream()
          .write(
              ("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      String answer =
          new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
      return answer.lines().findFirst().orElse("");
    }
  }

  private void add(String name, String role) throws InterruptedException {
    BuiltProgram.Result added =
        stack.local(
            "user", "add", name, "--role", role, "--password-file", passwordFile.toString());
    assertThat(added.exit()).as(added.err()).isZero();
  }

  private static String refreshBody(JsonNode login) {
    return "{\"refreshToken\": " + login.path("refreshToken") + "}";
  }

  private Set<String> workersThatAnswered() throws IOException {
    Path log = stack.program().home().resolve("logs").resolve("nginx.log");
    Set<String> workers = new HashSet<>();
    UPSTREAM
        .matcher(Files.readString(log))
        .results()
        .map((MatchResult match) -> match.group(1))
        .forEach(workers::add);
    return workers;
  }

  /// The paths of all operations that change something, with `x` for each variable part.
  private List<String> writes() throws Exception {
    String contract = api.get("/openapi.yaml", "").body();
    List<String> paths = new ArrayList<>();
    WRITE
        .matcher(contract)
        .results()
        .map(match -> match.group(1).replaceAll("\\{[^}]+}", "x"))
        .forEach(paths::add);
    return paths;
  }
}
