package dev.classify.cli.input;

import dev.classify.cli.output.UserFolder;
import dev.classify.exit.CommandFailure;
import dev.classify.input.FileInput;
import dev.classify.input.InputOptions;
import dev.classify.input.InputRows;
import dev.classify.terminal.ShownText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.Consumer;

/// A file on disk, of any format.
final class FileSource implements InputSource {

  private final Path file;
  private final String name;
  private final boolean spooled;
  private final InputOptions options;
  private final Consumer<String> console;
  private boolean told;

  private FileSource(
      Path file, String name, boolean spooled, InputOptions options, Consumer<String> console) {
    this.file = file;
    this.name = name;
    this.spooled = spooled;
    this.options = options;
    this.console = console;
  }

  static FileSource of(Path file, InputOptions options, Consumer<String> console) {
    return new FileSource(file, file.toString(), false, options, console);
  }

  static FileSource spooled(InputStream in, InputOptions options, Consumer<String> console) {
    try {
      Path spool = Files.createTempFile("classify-stdin-", ".spool");
      // In case the process ends without closing.
      spool.toFile().deleteOnExit();
      Files.copy(in, spool, StandardCopyOption.REPLACE_EXISTING);
      return new FileSource(spool, "stdin", true, options, console);
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
    Path packed = FileInput.onDisk(file);
    String fileName = String.valueOf(packed.getFileName());
    Path beside =
        packed.resolveSibling(
            fileName.replaceFirst(
                    "(?i)(\\.(csv|tsv|tab|txt|jsonl|ndjson|json|xlsx|parquet))?(\\.(gz|zip))?$", "")
                + ".rejects.csv");
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
      InputRows rows = FileInput.open(name, file, options);
      tell(rows);
      return rows;
    } catch (IOException e) {
      throw UnreadableFile.because(name, e);
    }
  }

  /// Once, though the file is read several times.
  private void tell(InputRows rows) {
    if (!told) {
      rows.reading().map(ShownText::of).ifPresent(console);
      told = true;
    }
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
