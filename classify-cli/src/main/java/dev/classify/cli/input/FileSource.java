package dev.classify.cli.input;

import dev.classify.cli.output.UserFolder;
import dev.classify.exit.CommandFailure;
import dev.classify.input.FileStart;
import dev.classify.input.InputOptions;
import dev.classify.input.InputRows;
import dev.classify.input.TextInput;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.GZIPInputStream;

/// A CSV or JSONL file, also compressed with gzip.
final class FileSource implements InputSource {

  private final Path file;
  private final String name;
  private final boolean spooled;
  private final InputOptions options;

  private FileSource(Path file, String name, boolean spooled, InputOptions options) {
    this.file = file;
    this.name = name;
    this.spooled = spooled;
    this.options = options;
  }

  static FileSource of(Path file, InputOptions options) {
    return new FileSource(file, file.toString(), false, options);
  }

  static FileSource spooled(InputStream in, InputOptions options) {
    try {
      Path spool = Files.createTempFile("classify-stdin-", ".spool");
      // In case the process ends without closing.
      spool.toFile().deleteOnExit();
      Files.copy(in, spool, StandardCopyOption.REPLACE_EXISTING);
      return new FileSource(spool, "stdin", true, options);
    } catch (IOException e) {
      throw CommandFailure.usage(
          "standard input cannot be spooled to a temporary file: " + e.getMessage(),
          "make room in the temporary folder, or give a file",
          e);
    }
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Path rejectFile() {
    if (spooled) {
      return Path.of("stdin.rejects.csv");
    }
    String fileName = String.valueOf(file.getFileName());
    Path beside =
        file.resolveSibling(
            fileName.replaceFirst("(?i)(\\.(csv|jsonl|ndjson))?(\\.gz)?$", "") + ".rejects.csv");
    Path folder = beside.toAbsolutePath().getParent();
    return folder != null && UserFolder.isOwn(folder)
        ? beside
        : Path.of("").toAbsolutePath().resolve(beside.getFileName());
  }

  @Override
  public InputRows open() {
    if (Files.isDirectory(file)) {
      throw CommandFailure.usage(name + " is a folder", "name a file in it");
    }
    try {
      InputStream in = Files.newInputStream(file);
      try {
        return open(in);
      } catch (IOException | CommandFailure e) {
        in.close();
        throw e;
      }
    } catch (IOException e) {
      throw UnreadableFile.because(name, e);
    }
  }

  private InputRows open(InputStream in) throws IOException {
    InputStream content = new BufferedInputStream(in, 65_536);
    if (FileStart.peek(content).isGzip()) {
      content = new BufferedInputStream(new GZIPInputStream(content, 65_536), 65_536);
    }
    return TextInput.open(name, content, options);
  }

  @Override
  public void close() {
    if (spooled) {
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        throw CommandFailure.usage(
            "the copy of standard input cannot be removed: " + e.getMessage(), "remove " + file, e);
      }
    }
  }
}
