package dev.classify.simulator.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.classify.simulator.exchange.SimulatedApi;
import dev.classify.simulator.fault.DrawnFaults;
import dev.classify.simulator.files.FileStore;
import dev.classify.simulator.files.StoredFile;
import dev.classify.simulator.request.ApiError;
import dev.classify.simulator.settings.FaultKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/// `/v1/files`, by github.com/openai/openai-openapi.
final class FileApi {

  private static final int PAGE_MAX = 10_000;
  private static final List<String> PURPOSES =
      List.of("assistants", "batch", "fine-tune", "vision", "user_data", "evals");
  private static final String LIFETIME = "expires_after[seconds]";
  private static final long LIFETIME_SECONDS_MIN = 3_600;
  private static final long LIFETIME_SECONDS_MAX = 2_592_000;

  private final SimulatedApi api;
  private final AtomicLong downloads = new AtomicLong();

  FileApi(SimulatedApi api) {
    this.api = api;
  }

  /// Stores an upload.
  ResourceReply upload(Upload upload) {
    Optional<ApiError> error = error(upload);
    if (error.isPresent()) {
      return ResourceReply.Json.error(error.get());
    }
    String purpose = upload.field("purpose");
    return api.files()
        .upload(upload.fileName(), purpose, upload.content(), lifetime(upload, purpose))
        .<ResourceReply>map(file -> ResourceReply.Json.ok(file.json()))
        .orElseGet(() -> ResourceReply.Json.error(ApiError.storageFull()));
  }

  private Optional<ApiError> error(Upload upload) {
    String purpose = upload.field("purpose");
    if (purpose.isEmpty()) {
      return Optional.of(ApiError.missing("purpose"));
    }
    if (!PURPOSES.contains(purpose)) {
      return Optional.of(ApiError.invalidValue("purpose", purpose, PURPOSES));
    }
    if (upload.fileName().isEmpty()) {
      return Optional.of(ApiError.missing("file"));
    }
    String seconds = upload.field(LIFETIME);
    if (!seconds.isEmpty() && !isLifetime(seconds)) {
      return Optional.of(
          ApiError.invalid(
              "Invalid 'expires_after.seconds': expected an integer from 3600 to 2592000.",
              "expires_after.seconds",
              "invalid_value"));
    }
    if (!purpose.equals(StoredFile.BATCH)) {
      return Optional.empty();
    }
    if (!upload.fileName().toLowerCase(Locale.ROOT).endsWith(".jsonl")) {
      return Optional.of(ApiError.notJsonLines());
    }
    return upload.tooLarge() ? Optional.of(ApiError.fileTooLarge()) : Optional.empty();
  }

  private static boolean isLifetime(String seconds) {
    return seconds.matches("[0-9]{1,7}")
        && Long.parseLong(seconds) >= LIFETIME_SECONDS_MIN
        && Long.parseLong(seconds) <= LIFETIME_SECONDS_MAX;
  }

  private static Optional<Duration> lifetime(Upload upload, String purpose) {
    String seconds = upload.field(LIFETIME);
    if (!seconds.isEmpty()) {
      return Optional.of(Duration.ofSeconds(Long.parseLong(seconds)));
    }
    return purpose.equals(StoredFile.BATCH)
        ? Optional.of(FileStore.BATCH_LIFETIME)
        : Optional.empty();
  }

  ResourceReply list(Map<String, String> parameters) {
    String purpose = parameters.getOrDefault("purpose", "");
    List<ObjectNode> files = new ArrayList<>();
    for (StoredFile file : api.files().list()) {
      if (purpose.isEmpty() || file.purpose().equals(purpose)) {
        files.add(file.json());
      }
    }
    return new Page(parameters, PAGE_MAX, PAGE_MAX)
        .of(parameters.getOrDefault("order", "desc").equals("asc") ? files : files.reversed());
  }

  ResourceReply one(String id) {
    return api.files()
        .find(id)
        .<ResourceReply>map(file -> ResourceReply.Json.ok(file.json()))
        .orElseGet(() -> ResourceReply.Json.error(ApiError.noFile(id)));
  }

  ResourceReply content(String id) {
    Optional<StoredFile> file = api.files().find(id);
    if (file.isEmpty()) {
      return ResourceReply.Json.error(ApiError.noFile(id));
    }
    boolean broken =
        DrawnFaults.fires(
            FaultKind.FILE_CONTENT_BROKEN, downloads.incrementAndGet(), api.settings());
    return new ResourceReply.Content(file.get(), broken);
  }

  ResourceReply delete(String id) {
    return api.files().delete(id)
        ? ResourceReply.Json.ok(
            JsonNodeFactory.instance
                .objectNode()
                .put("id", id)
                .put("object", "file")
                .put("deleted", true))
        : ResourceReply.Json.error(ApiError.noFile(id));
  }

  void reset() {
    downloads.set(0);
  }
}
