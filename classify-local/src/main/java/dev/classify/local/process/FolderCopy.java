package dev.classify.local.process;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Copies of files and whole folders, with their permissions.
///
/// Sockets are left out, since only their server can make them.
public final class FolderCopy {

  private final Set<String> skipped;
  private final List<Path> copied = new ArrayList<>();
  private long bytes;

  /// @param skipped names of files that are left out
  public FolderCopy(Set<String> skipped) {
    this.skipped = Set.copyOf(skipped);
  }

  /// Copies a file or a folder to a path that does not exist.
  public void copy(Path from, Path to) throws IOException {
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
              throws IOException {
            return kept(folder, to.resolve(from.relativize(folder)));
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            String name = file.getFileName().toString();
            if (attributes.isRegularFile() && !skipped.contains(name)) {
              kept(file, from.equals(file) ? to : to.resolve(from.relativize(file)));
              bytes += attributes.size();
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private FileVisitResult kept(Path from, Path to) throws IOException {
    Files.copy(from, to, StandardCopyOption.COPY_ATTRIBUTES);
    copied.add(to);
    return FileVisitResult.CONTINUE;
  }

  /// How much was copied.
  public long bytes() {
    return bytes;
  }

  /// Returns when the copies are on the disk.
  public void force() throws IOException {
    for (Path path : copied) {
      try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }
}
