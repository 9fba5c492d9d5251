package dev.classify.web.page;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;

/// A file of the page as it is served.
///
/// @param type its media type
/// @param etag a hash of its content, weak because both forms below have it
/// @param plain its bytes
/// @param compressed the same with gzip; never changed by anyone, nor is `plain`
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record PageFile(String type, String etag, byte[] plain, byte[] compressed) {

  static PageFile of(String name, byte[] content) {
    return new PageFile(
        typeOf(name), "W/\"" + Hash.of(content) + "\"", content, compressed(content));
  }

  private static String typeOf(String name) {
    return switch (name.substring(name.lastIndexOf('.') + 1)) {
      case "html" -> "text/html; charset=utf-8";
      case "js" -> "text/javascript; charset=utf-8";
      case "css" -> "text/css; charset=utf-8";
      case "svg" -> "image/svg+xml";
      default -> throw new IllegalStateException("the page has a file of another type: " + name);
    };
  }

  private static byte[] compressed(byte[] content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(content);
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
    return bytes.toByteArray();
  }
}
