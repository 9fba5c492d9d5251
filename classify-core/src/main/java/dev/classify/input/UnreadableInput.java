package dev.classify.input;

import dev.classify.exit.CommandFailure;
import java.io.EOFException;
import java.io.IOException;
import java.util.zip.ZipException;

/// Messages for inputs that cannot be read.
public final class UnreadableInput {

  private UnreadableInput() {}

  /// Why reading failed, for people.
  public static CommandFailure because(String source, IOException e) {
    return switch (e) {
      case Utf8Reader.NotUtf8Exception n ->
          CommandFailure.usage(
              "%s is not UTF-8: line %d".formatted(source, n.line()),
              "save it as UTF-8, or convert it with iconv -f WINDOWS-1252 -t UTF-8",
              n);
      case ZipException z -> damaged(source, z);
      case EOFException end -> damaged(source, end);
      case IOException other ->
          CommandFailure.usage(
              source + " cannot be read: " + other.getMessage(), "check the file and disk", other);
    };
  }

  private static CommandFailure damaged(String source, IOException e) {
    return CommandFailure.usage(source + " is a damaged gzip file", "write or copy it again", e);
  }
}
