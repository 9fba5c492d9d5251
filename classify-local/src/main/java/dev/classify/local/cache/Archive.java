package dev.classify.local.cache;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/// Unpacks tar archives: regular files, folders and symbolic links, with their execute bits.
public final class Archive {

  private static final int OWNER_EXECUTES = 0100;

  private Archive() {}

  public static void unpackXz(InputStream archive, Path folder) throws IOException {
    unpack(new XZInputStream(new BufferedInputStream(archive, 1 << 16)), folder);
  }

  public static void unpackGzip(InputStream archive, Path folder) throws IOException {
    unpack(new GZIPInputStream(archive, 1 << 16), folder);
  }

  private static void unpack(InputStream tar, Path folder) throws IOException {
    try (TarArchiveInputStream entries = new TarArchiveInputStream(tar)) {
      for (TarArchiveEntry entry = entries.getNextEntry();
          entry != null;
          entry = entries.getNextEntry()) {
        Path target = within(folder, folder, entry.getName());
        if (entry.isSymbolicLink()) {
          // A later entry may be written through the link.
          within(folder, target.resolveSibling("."), entry.getLinkName());
        }
        write(entry, entries, target);
      }
    }
  }

  private static Path within(Path folder, Path from, String name) throws IOException {
    Path path = from.resolve(name).normalize();
    if (!path.startsWith(folder)) {
      throw new IOException("the archive points outside its folder: " + name);
    }
    return path;
  }

  private static void write(TarArchiveEntry entry, InputStream content, Path target)
      throws IOException {
    if (entry.isDirectory()) {
      Files.createDirectories(target);
      return;
    }
    Files.createDirectories(target.resolveSibling("."));
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
      return;
    }
    Files.copy(content, target);
    boolean executable = (entry.getMode() & OWNER_EXECUTES) != 0;
    // Readable for all, because another user than the one who unpacks may run the program.
    Files.setPosixFilePermissions(
        target, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
  }
}
