package dev.classify.local.process;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/// A file that only its owner may read and that is replaced as a whole, so that a reader never sees
/// half of it.
public final class AtomicFile {

  private AtomicFile() {}

  /// Replaces the file; a power cut soon after may leave it empty.
  public static void write(Path file, byte[] content) throws IOException {
    replace(file, content, false);
  }

  /// Replaces the file and waits for the disk: after a power cut it has the old or the new content.
  public static void writeDurably(Path file, byte[] content) throws IOException {
    replace(file, content, true);
    // The new name is an entry of the folder, which the disk has only after this.
    try (FileChannel folder = FileChannel.open(folder(file), StandardOpenOption.READ)) {
      folder.force(true);
    }
  }

  private static void replace(Path file, byte[] content, boolean durable) throws IOException {
    Path written =
        Files.createTempFile(
            folder(file),
            file.getFileName().toString(),
            ".new",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try {
      try (FileChannel channel = FileChannel.open(written, StandardOpenOption.WRITE)) {
        ByteBuffer rest = ByteBuffer.wrap(content);
        while (rest.hasRemaining()) {
          channel.write(rest);
        }
        if (durable) {
          channel.force(true);
        }
      }
      Files.move(
          written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      // Of a full disk, so that the file does not stay and fill it.
      Files.deleteIfExists(written);
    }
  }

  private static Path folder(Path file) {
    return file.toAbsolutePath().resolveSibling("");
  }
}
