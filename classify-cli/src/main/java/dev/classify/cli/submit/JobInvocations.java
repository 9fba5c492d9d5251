package dev.classify.cli.submit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.classify.local.restate.InvocationKill;
import dev.classify.local.restate.RestateAdmin;
import java.net.URI;
import java.nio.charset.StandardCharsets;
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

  private static final JsonMapper JSON = new JsonMapper();

  private final List<URI> admins;

  /// @param admins admin addresses of the Restate nodes
  public JobInvocations(List<URI> admins) {
    this.admins = List.copyOf(admins);
  }

  /// Kills every batch of the job that has not ended, and lets Restate forget it.
  ///
  /// @return how many were killed; empty if no node answers
  public OptionalInt kill(String jobId) throws InterruptedException {
    Optional<JsonNode> rows = new RestateAdmin(admins).query(select(jobId));
    if (rows.isEmpty()) {
      return OptionalInt.empty();
    }
    int killed = 0;
    try (InvocationKill kill = new InvocationKill(admins);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Boolean>> kills = new ArrayList<>();
      for (JsonNode row : rows.get()) {
        String id = row.path("id").asText();
        kills.add(threads.submit(() -> kill.kill(id)));
      }
      for (Future<Boolean> done : kills) {
        killed += done.get() ? 1 : 0;
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
}
