package dev.classify.dist;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/// A program that uses the HTTP API of a stack.
///
/// @param address of the worker, or of NGINX in front of several
record ApiClient(URI address) {

  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  static final ObjectMapper JSON = new ObjectMapper();

  /// @param path below `/api/v1`
  HttpResponse<String> get(String path, String token) throws IOException, InterruptedException {
    return CLIENT.send(request(path, token).build(), BodyHandlers.ofString());
  }

  /// @param path below `/api/v1`
  /// @param token empty to send none
  HttpResponse<String> post(String path, String token, String body)
      throws IOException, InterruptedException {
    return CLIENT.send(
        request(path, token).POST(HttpRequest.BodyPublishers.ofString(body)).build(),
        BodyHandlers.ofString());
  }

  /// The tokens of a user.
  JsonNode logIn(String name, String password) throws IOException, InterruptedException {
    HttpResponse<String> response = post("/auth/login", "", credentials(name, password));
    if (response.statusCode() != 200) {
      throw new IOException(response.statusCode() + " " + response.body());
    }
    return JSON.readTree(response.body());
  }

  static String credentials(String name, String password) {
    return JSON.createObjectNode().put("name", name).put("password", password).toString();
  }

  private HttpRequest.Builder request(String path, String token) {
    HttpRequest.Builder request = HttpRequest.newBuilder(address.resolve("/api/v1" + path));
    return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
  }
}
