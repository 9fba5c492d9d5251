package dev.classify.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.access.Role;
import dev.classify.store.TestDatabase;
import dev.classify.web.TestServer;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ApiServerTest {

  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private TestServer server;

  @BeforeEach
  void start() {
    server = new TestServer(DATABASE.dataSource());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void strangerIsRefused() throws Exception {
    HttpResponse<String> response = server.getAsStranger("/api/v1/jobs");
    assertThat(response.statusCode()).isEqualTo(401);
    assertThat(response.headers().firstValue("WWW-Authenticate")).contains("Bearer");
  }

  @Test
  void descriptionOfTheApiNeedsNoToken() throws Exception {
    HttpResponse<String> response = server.getAsStranger("/api/v1/openapi.yaml");
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).startsWith("openapi: 3.1.0");
  }

  @Test
  void everyWrongParameterIsNamed() throws Exception {
    HttpResponse<String> response =
        server.get(Role.VIEWER, "/api/v1/jobs?limit=501&state=asleep&after=x&colour=red");
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body())
        .contains("limit must be a whole number from 1 to 500")
        .contains("state must be one of running, paused")
        .contains("after must be the `next`")
        .contains("there is no parameter colour");
  }

  @Test
  void wrongMethodIsToldTheRightOnes() throws Exception {
    HttpResponse<String> response = server.post(Role.OPERATOR, "/api/v1/rejections", "{}");
    assertThat(response.statusCode()).isEqualTo(405);
    assertThat(response.headers().firstValue("Allow")).contains("GET");
  }

  @Test
  void unknownPathIsAProblem() throws Exception {
    assertThat(server.get(Role.VIEWER, "/api/v1/nothing").statusCode()).isEqualTo(404);
  }

  @Test
  void bodyThatNobodyAskedForIsRefused() throws Exception {
    HttpRequest request =
        server
            .request(Optional.of(Role.VIEWER), "/api/v1/jobs")
            .method("GET", HttpRequest.BodyPublishers.ofString("x"))
            .build();
    assertThat(server.send(request).statusCode()).isEqualTo(413);
  }

  @Test
  void callerIsToldHowManyRequestsAreLeft() throws Exception {
    server.get(Role.VIEWER, "/api/v1/jobs");
    HttpResponse<String> response = server.get(Role.VIEWER, "/api/v1/jobs");
    assertThat(response.headers().firstValue("RateLimit-Policy")).contains("\"caller\";q=600;w=60");
    assertThat(response.headers().firstValue("RateLimit").orElseThrow())
        .matches("\"caller\";r=598;t=\\d+");
    assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
  }
}
