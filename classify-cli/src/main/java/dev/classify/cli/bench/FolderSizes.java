package dev.classify.cli.bench;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;

/// Adds up the sizes of files, some of which are deleted meanwhile.
final class FolderSizes extends SimpleFileVisitor<Path> {

  private long bytes;

  private FolderSizes() {}

  static long bytes(List<Path> folders) throws IOException {
    FolderSizes sizes = new FolderSizes();
    for (Path folder : folders) {
      Files.walkFileTree(folder, sizes);
    }
    return sizes.bytes;
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
    bytes += attributes.size();
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFileFailed(Path file, IOException gone) {
    return FileVisitResult.CONTINUE;
  }
}
