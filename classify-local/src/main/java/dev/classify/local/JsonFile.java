package dev.classify.local;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.classify.local.process.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/// A record kept in a file that only its owner may read.
final class JsonFile {

  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private JsonFile() {}

  /// @throws JacksonException if it holds no such record
  static <T> T read(Path file, Class<T> type) throws IOException {
    T read = JSON.readValue(Files.readAllBytes(file), type);
    if (read == null) {
      throw new EmptyFile();
    }
    return read;
  }

  /// The record, empty if the file is missing or damaged.
  static <T> Optional<T> readIfWhole(Path file, Class<T> type) throws IOException {
    try {
      return Optional.of(read(file, type));
    } catch (NoSuchFileException | JacksonException _) {
      return Optional.empty();
    }
  }

  /// Replaces the file as a whole; a power cut soon after may damage it.
  static void write(Path file, Object content) throws IOException {
    AtomicFile.write(file, bytes(content));
  }

  /// Replaces the file as a whole, for content that cannot be lost.
  static void writeDurably(Path file, Object content) throws IOException {
    AtomicFile.writeDurably(file, bytes(content));
  }

  static byte[] bytes(Object content) throws JsonProcessingException {
    return JSON.writeValueAsBytes(content);
  }

  /// A file that holds `null`.
  private static final class EmptyFile extends JsonProcessingException {
    private static final long serialVersionUID = 1;

    EmptyFile() {
      super("it holds no object");
    }
  }
}
