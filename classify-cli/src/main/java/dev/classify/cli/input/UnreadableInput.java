package dev.classify.cli.input;

import dev.classify.exit.CommandFailure;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.zip.ZipException;

/// Messages for inputs that cannot be read.
final class UnreadableInput {

  private UnreadableInput() {}

  static CommandFailure because(String source, IOException e) {
    return switch (e) {
      case Utf8Reader.NotUtf8Exception n ->
          CommandFailure.usage(
              "%s is not UTF-8: line %d".formatted(source, n.line()),
              "save it as UTF-8, or convert it with iconv -f WINDOWS-1252 -t UTF-8",
              n);
      case ZipException z -> damaged(source, z);
      case EOFException end -> damaged(source, end);
      case NoSuchFileException n ->
          CommandFailure.usage(source + " does not exist", "check the path", n);
      case AccessDeniedException a ->
          CommandFailure.usage(source + " may not be read", "check the permissions of the file", a);
      case IOException other ->
          CommandFailure.usage(
              source + " cannot be read: " + other.getMessage(), "check the file and disk", other);
    };
  }

  private static CommandFailure damaged(String source, IOException e) {
    return CommandFailure.usage(source + " is a damaged gzip file", "write or copy it again", e);
  }
}
