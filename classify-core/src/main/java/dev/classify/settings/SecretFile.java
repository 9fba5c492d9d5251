package dev.classify.settings;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// A file that holds one secret, as Docker and Kubernetes mount them.
final class SecretFile {

  /// Of a key that names such a file.
  static final String SUFFIX = "_FILE";

  /// Longer than any password or token. Another file, named by mistake, is not read to its end.
  private static final int BYTES_MAX = 16 * 1024;

  private SecretFile() {}

  /// The secret without the white space around it, such as the line end that editors add.
  ///
  /// @throws IOException if the file cannot be read, is empty, or is longer than a secret; the
  ///     message has no part of its content
  static String read(Path file) throws IOException {
    byte[] bytes;
    try (InputStream input = Files.newInputStream(file)) {
      bytes = input.readNBytes(BYTES_MAX + 1);
    } catch (IOException e) {
      // Its message is often the path alone.
      throw new IOException(e.getClass().getSimpleName() + " " + file, e);
    }
    if (bytes.length > BYTES_MAX) {
      throw new IOException(file + " is longer than " + BYTES_MAX + " bytes");
    }
    String secret = new String(bytes, StandardCharsets.UTF_8).strip();
    if (secret.isEmpty()) {
      throw new IOException(file + " is empty");
    }
    return secret;
  }
}
