package dev.classify.cli.submit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Asks the admin API of any node what Restate knows of invocations.
public final class RestateAdmin {

  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http;
  private final List<URI> admins;

  /// Nothing is sent yet.
  public RestateAdmin(HttpClient http, List<URI> admins) {
    this.http = http;
    this.admins = List.copyOf(admins);
  }

  /// The invocation of this batch if it is paused: it will not end until somebody resumes it.
  ///
  /// @param batchKey a hash in hexadecimal digits, so it needs no quoting
  Optional<String> pausedInvocation(String batchKey) throws InterruptedException {
    return rows("select id from sys_invocation where status = 'paused' and idempotency_key = '%s'"
            .formatted(batchKey))
        .map(rows -> rows.path(0).path("id").textValue());
  }

  /// The rows that a query finds, as objects; empty where no node answers it.
  public Optional<JsonNode> rows(String sql) throws InterruptedException {
    String query = JSON.createObjectNode().put("query", sql).toString();
    for (URI admin : admins) {
      HttpRequest request =
          HttpRequest.newBuilder(admin.resolve("/query"))
              .timeout(TIMEOUT)
              .header("content-type", "application/json")
              .header("accept", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString(query))
              .build();
      try {
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() == 200) {
          return Optional.of(JSON.readTree(answer.body()).path("rows"));
        }
      } catch (IOException away) {
        // The next node knows the same.
      }
    }
    return Optional.empty();
  }
}
