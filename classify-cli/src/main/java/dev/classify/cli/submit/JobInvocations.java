package dev.classify.cli.submit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.classify.local.restate.RestateAdmin;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// The batches of a job that Restate has not ended, whoever submitted them.
public final class JobInvocations {

  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  /// A killed invocation can be purged once Restate has ended it, which takes some milliseconds.
  private static final int PURGE_TRIES = 10;

  private static final Duration PURGE_PAUSE = Duration.ofMillis(100);

  private static final JsonMapper JSON = new JsonMapper();

  private final List<URI> admins;

  /// @param admins admin addresses of the Restate nodes
  public JobInvocations(List<URI> admins) {
    this.admins = List.copyOf(admins);
  }

  /// Kills every batch of the job that has not ended, and lets Restate forget it: the same command
  /// would get the result *killed* again otherwise.
  ///
  /// @return how many were killed; empty if no node answers
  public OptionalInt kill(String jobId) throws InterruptedException {
    Optional<JsonNode> rows = new RestateAdmin(admins).query(select(jobId));
    if (rows.isEmpty()) {
      return OptionalInt.empty();
    }
    int killed = 0;
    try (HttpClient http =
            HttpClient.newBuilder().version(Version.HTTP_1_1).connectTimeout(TIMEOUT).build();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Boolean>> kills = new ArrayList<>();
      for (JsonNode row : rows.get()) {
        String id = row.path("id").asText();
        kills.add(threads.submit(() -> kill(http, id)));
      }
      for (Future<Boolean> kill : kills) {
        killed += kill.get() ? 1 : 0;
      }
    } catch (ExecutionException fault) {
      throw new IllegalStateException(fault.getCause());
    }
    return OptionalInt.of(killed);
  }

  /// The key of a batch is a hash, so the job is found by the input of the batch. The comparison is
  /// in hexadecimal digits, because the input is stored as bytes.
  static String select(String jobId) {
    byte[] field;
    try {
      field = ("\"jobId\":" + JSON.writeValueAsString(jobId)).getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException fault) {
      throw new IllegalStateException(fault);
    }
    return """
    select i.id from sys_invocation i join sys_journal j on i.id = j.id
     where i.status <> 'completed' and i.target_handler_name = 'batch' and j.index = 0
       and encode(j.raw, 'hex') like '%%%s%%'
    """
        .formatted(HexFormat.of().formatHex(field));
  }

  private boolean kill(HttpClient http, String id) throws InterruptedException {
    if (!patch(http, id, "kill")) {
      return false;
    }
    for (int i = 0; i < PURGE_TRIES && !patch(http, id, "purge"); i++) {
      Thread.sleep(PURGE_PAUSE);
    }
    return true;
  }

  /// Whether a node has done it; what one node does, all nodes know.
  private boolean patch(HttpClient http, String id, String what) throws InterruptedException {
    for (URI admin : admins) {
      HttpRequest request =
          HttpRequest.newBuilder(admin.resolve("/invocations/" + id + "/" + what))
              .timeout(TIMEOUT)
              .method("PATCH", HttpRequest.BodyPublishers.noBody())
              .build();
      try {
        // 404: it has ended, or was purged by the request before.
        int status = http.send(request, BodyHandlers.discarding()).statusCode();
        if (status < 300 || (status == 404 && what.equals("purge"))) {
          return true;
        }
      } catch (IOException _) {
        // The next node can do the same.
      }
    }
    return false;
  }
}
