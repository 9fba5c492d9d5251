package dev.classify.resource;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/// A file that comes with the program.
public final class Resource {

  private Resource() {}

  /// The content of a resource.
  ///
  /// @param name absolute, such as `/dev/classify/rules/terms.csv`
  public static byte[] bytes(String name) {
    try (InputStream in = Resource.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("missing from the class path: " + name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
