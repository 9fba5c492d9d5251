package dev.classify.local.process;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

/// A log that a child process appends to, kept within two files of bounded size.
public record LogFile(Path path) {

  /// Enough for days of normal operation, and small enough for an editor.
  private static final long BYTES_MAX = 8L << 20;

  private static final int TAIL_BYTES = 16_384;

  /// Moves a log that has grown large to `<name>.log.1`, replacing the one before.
  ///
  /// The program keeps its file open, so the content is copied and the file emptied. A line written
  /// in between is lost; restarting the program instead would cost more.
  public void rotate() throws IOException {
    if (Files.exists(path) && Files.size(path) > BYTES_MAX) {
      Files.copy(
          path,
          path.resolveSibling(path.getFileName() + ".1"),
          StandardCopyOption.REPLACE_EXISTING);
      FileChannel.open(path, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)
          .close();
    }
  }

  /// The last lines, indented for a message, or why there are none.
  public String tail(int linesMax) {
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
      long start = Math.max(0, file.length() - TAIL_BYTES);
      byte[] end = new byte[(int) (file.length() - start)];
      file.seek(start);
      file.readFully(end);
      List<String> lines = new String(end, StandardCharsets.UTF_8).lines().toList();
      List<String> last = lines.subList(Math.max(0, lines.size() - linesMax), lines.size());
      return "last lines of " + path + ":\n  " + String.join("\n  ", last);
    } catch (IOException e) {
      return "its log " + path + " cannot be read: " + e.getMessage();
    }
  }
}
