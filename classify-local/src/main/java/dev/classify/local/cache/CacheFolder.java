package dev.classify.local.cache;

import dev.classify.local.process.Folder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A folder in the user's cache whose subfolders never change once they exist.
public record CacheFolder(Path path) {

  /// Fills an empty folder.
  @FunctionalInterface
  public interface Filling {
    void into(Path folder) throws IOException, InterruptedException;
  }

  /// The subfolder of this name, filled if it is not there yet.
  ///
  /// It is filled under another name and then renamed, so that it is whole whenever it is seen;
  /// where two processes fill it at once, the first to finish wins and the other's work is dropped.
  public Path obtain(String name, Filling filling) throws IOException, InterruptedException {
    Path wanted = path.resolve(name);
    if (Files.isDirectory(wanted)) {
      return wanted;
    }
    Files.createDirectories(path);
    deleteAbandoned(name);
    long pid = ProcessHandle.current().pid();
    Path filled = Files.createDirectory(path.resolve(name + "." + pid + "-" + System.nanoTime()));
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

  /// Removes folders that a killed process left half filled.
  private void deleteAbandoned(String name) throws IOException {
    Pattern begun = Pattern.compile(Pattern.quote(name) + "\\.(\\d{1,10})-\\d+");
    try (Stream<Path> folders = Files.list(path)) {
      for (Path folder : folders.toList()) {
        Matcher filler = begun.matcher(folder.getFileName().toString());
        if (filler.matches() && ProcessHandle.of(Long.parseLong(filler.group(1))).isEmpty()) {
          Folder.delete(folder);
        }
      }
    }
  }
}
