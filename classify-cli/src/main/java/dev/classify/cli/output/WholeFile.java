package dev.classify.cli.output;

import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.file.Path;

/// Writes a file at once, as an [OutputFile].
public final class WholeFile {

  private WholeFile() {}

  /// Writes the content; the writer is closed afterwards.
  public interface Content<E extends Exception> {
    void write(Writer writer) throws IOException, E;
  }

  /// Writes content that is no text; the stream is closed afterwards.
  public interface Bytes<E extends Exception> {
    void write(OutputStream stream) throws IOException, E;
  }

  /// Writes a file of bytes that appears under its name only when it is complete.
  public static <E extends Exception> void writeBytes(Path file, Bytes<E> content)
      throws IOException, E {
    try (OutputFile output = OutputFile.open(file)) {
      content.write(output.stream());
      output.finish();
    }
  }

  /// Writes a file that appears under its name only when it is complete.
  public static <E extends Exception> void write(Path file, Content<E> content)
      throws IOException, E {
    try (OutputFile output = OutputFile.open(file)) {
      content.write(output.writer());
      output.finish();
    }
  }
}
