package dev.classify.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.classify.access.KnownHosts;
import dev.classify.access.Role;
import dev.classify.rules.RuleTables;
import dev.classify.web.access.WebAccess;
import dev.classify.web.http.Access;
import dev.classify.web.http.Caller;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/// The API on a port of the loopback interface. Its tokens are the names of roles, of anna, or of
/// somebody else as in `reviewer:ben`.
public final class TestServer implements AutoCloseable {

  /// A worker that may send 600 requests a minute.
  public static final WorkerFacts FACTS =
      new WorkerFacts("worker-1", 600, RuleTables.shipped(), () -> {});

  private static final JsonMapper JSON = new JsonMapper();

  private final Vertx vertx = Vertx.vertx();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final WebApi api;
  private final URI address;

  public TestServer(DataSource database) {
    this.api =
        new WebApi(database, new WebAccess(access(), List.of()), new KnownHosts(List.of()), FACTS);
    int port =
        vertx
            .createHttpServer()
            .requestHandler(api::handle)
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .orTimeout(10, TimeUnit.SECONDS)
            .join()
            .actualPort();
    this.address = URI.create("http://127.0.0.1:" + port);
  }

  private static Access access() {
    return request ->
        request
            .headerValue("Authorization")
            .map(value -> value.replace("Bearer ", "").split(":", -1))
            .<Access.Identity>flatMap(
                token ->
                    Role.of(token[0])
                        .map(
                            role ->
                                new Access.Identity.Known(
                                    new Caller(token.length > 1 ? token[1] : "anna", role))))
            .orElse(new Access.Identity.Refused("no token"));
  }

  public HttpResponse<String> get(Role role, String path) throws IOException, InterruptedException {
    return send(request(Optional.of(role), path).build());
  }

  /// Reads an answer that is no text.
  public HttpResponse<byte[]> getBytes(Role role, String path)
      throws IOException, InterruptedException {
    return client.send(
        request(Optional.of(role), path).build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  /// Reads a path whose answer must be JSON with status 200.
  public JsonNode json(Role role, String path) throws IOException, InterruptedException {
    HttpResponse<String> response = get(role, path);
    if (response.statusCode() != 200) {
      throw new IOException(path + ": " + response.statusCode() + " " + response.body());
    }
    return JSON.readTree(response.body());
  }

  public HttpResponse<String> post(Role role, String path, String body)
      throws IOException, InterruptedException {
    return send(
        request(Optional.of(role), path).POST(HttpRequest.BodyPublishers.ofString(body)).build());
  }

  /// A call of somebody else.
  public HttpResponse<String> postAs(String name, Role role, String path, String body)
      throws IOException, InterruptedException {
    return send(
        request(Optional.empty(), path)
            .header("Authorization", "Bearer " + role.text() + ":" + name)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build());
  }

  /// Without a token.
  public HttpResponse<String> getAsStranger(String path) throws IOException, InterruptedException {
    return send(request(Optional.empty(), path).build());
  }

  public HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }

  /// A response whose body is still being written.
  public HttpResponse<InputStream> stream(HttpRequest request)
      throws IOException, InterruptedException {
    return client.send(request, HttpResponse.BodyHandlers.ofInputStream());
  }

  public WebApi api() {
    return api;
  }

  /// A request to build on.
  public HttpRequest.Builder request(Optional<Role> role, String path) {
    HttpRequest.Builder builder = HttpRequest.newBuilder(address.resolve(path));
    role.ifPresent(known -> builder.header("Authorization", "Bearer " + known.text()));
    return builder;
  }

  @Override
  public void close() {
    api.stop();
    client.shutdownNow();
    vertx.close().toCompletionStage().toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
  }
}
