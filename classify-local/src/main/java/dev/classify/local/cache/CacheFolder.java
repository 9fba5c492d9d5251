package dev.classify.local.cache;

import dev.classify.local.process.CannotStart;
import dev.classify.local.process.Folder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// A folder of the machine's user with things that never change once they are there.
public record CacheFolder(Path path) {

  /// Fills an empty folder.
  @FunctionalInterface
  public interface Filling {
    void into(Path folder) throws CannotStart, IOException, InterruptedException;
  }

  /// The subfolder of this name, filled if it is not there yet.
  ///
  /// It is filled under another name and then renamed, so that it is whole whenever it is seen;
  /// where two processes fill it at once, the first to finish wins and the other's work is dropped.
  public Path obtain(String name, Filling filling)
      throws CannotStart, IOException, InterruptedException {
    Path wanted = path.resolve(name);
    if (Files.isDirectory(wanted)) {
      return wanted;
    }
    Files.createDirectories(path);
    Path filled = Files.createDirectory(path.resolve(name + "." + ProcessHandle.current().pid()));
    try {
      filling.into(filled);
      rename(filled, wanted);
    } finally {
      Folder.delete(filled);
    }
    return wanted;
  }

  private static void rename(Path filled, Path wanted) throws IOException {
    try {
      Files.move(filled, wanted, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      if (!Files.isDirectory(wanted)) {
        throw e;
      }
    }
  }
}
