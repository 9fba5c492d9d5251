package dev.classify.cli.input;

import dev.classify.exit.CommandFailure;
import dev.classify.input.UnreadableInput;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;

/// Messages for files that cannot be read.
final class UnreadableFile {

  private UnreadableFile() {}

  static CommandFailure because(String file, IOException e) {
    return switch (e) {
      case NoSuchFileException n ->
          CommandFailure.usage(file + " does not exist", "check the path", n);
      case AccessDeniedException a ->
          CommandFailure.usage(file + " may not be read", "check the permissions of the file", a);
      case IOException other -> UnreadableInput.because(file, other);
    };
  }
}
