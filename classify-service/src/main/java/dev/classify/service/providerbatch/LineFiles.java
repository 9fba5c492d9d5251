package dev.classify.service.providerbatch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.classify.service.llm.BatchedModel;
import dev.classify.service.llm.LlmRequest;
import dev.classify.store.providerbatch.ProviderBatch;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/// Writes the lines of files, from the requests as the database keeps them.
///
/// @param models by name
record LineFiles(BatchRecords records, Map<String, BatchedModel> models) {

  private static final JsonMapper JSON = JsonMapper.builder().findAndAddModules().build();

  /// A file on disk, deleted when it is closed.
  record Written(Path path, int lines) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      Files.deleteIfExists(path);
    }
  }

  /// Writes a file in the temporary folder.
  Written write(ProviderBatch batch) throws SQLException, IOException {
    BatchedModel model = model(batch);
    Path path = Files.createTempFile("classify-", ".jsonl");
    AtomicInteger lines = new AtomicInteger();
    try (BufferedWriter writer = Files.newBufferedWriter(path)) {
      records.read(
          batch,
          (_, request) -> {
            try {
              writer.append(model.line(read(request))).append('\n');
            } catch (IOException full) {
              throw new UncheckedIOException(full);
            }
            lines.incrementAndGet();
          });
    } catch (UncheckedIOException full) {
      Files.deleteIfExists(path);
      throw full.getCause();
    }
    return new Written(path, lines.get());
  }

  /// The model of a file.
  BatchedModel model(ProviderBatch batch) {
    return Optional.ofNullable(models.get(batch.model()))
        .orElseThrow(() -> new IllegalStateException("no model " + batch.model()));
  }

  static LlmRequest read(String request) {
    try {
      return JSON.readValue(request, LlmRequest.class);
    } catch (JsonProcessingException fault) {
      throw new IllegalStateException("provider_batch_lines holds no request of this build", fault);
    }
  }

  static String write(LlmRequest request) {
    try {
      return JSON.writeValueAsString(request);
    } catch (JsonProcessingException fault) {
      throw new IllegalStateException(fault);
    }
  }
}
