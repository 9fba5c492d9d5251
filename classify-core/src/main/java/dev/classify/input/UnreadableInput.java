package dev.classify.input;

import dev.classify.exit.CommandFailure;
import java.io.EOFException;
import java.io.IOException;
import java.io.StreamCorruptedException;
import java.util.Objects;
import java.util.zip.ZipException;

/// Messages for inputs that cannot be read.
public final class UnreadableInput {

  private UnreadableInput() {}

  /// Why reading failed, for people.
  public static CommandFailure because(String source, IOException e) {
    return switch (e) {
      case TextReader.WrongEncodingException n ->
          CommandFailure.usage(
              "%s is not %s: line %d".formatted(source, n.encoding(), n.line()),
              "save it as UTF-8, or name its encoding: " + TextEncoding.OPTIONS,
              n);
      case ZipException z -> damaged(source, z);
      case EOFException end -> damaged(source, end);
      case StreamCorruptedException other -> damaged(source, other);
      case IOException other ->
          CommandFailure.usage(
              source + " cannot be read: " + other.getMessage(), "check the file and disk", other);
    };
  }

  private static CommandFailure damaged(String source, IOException e) {
    return CommandFailure.usage(
        source
            + " is damaged, or encrypted: "
            + Objects.requireNonNullElse(e.getMessage(), "it ends too early"),
        "write or copy it again",
        e);
  }
}
