package dev.classify.local.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/// A folder that nobody but its owner may look into.
public final class PrivateFolder {

  /// Others may pass through a folder of root: without user namespaces PostgreSQL runs as another
  /// user, and its data lie below.
  private static final Set<PosixFilePermission> ALLOWED =
      PosixFilePermissions.fromString("rwx--x--x");

  private PrivateFolder() {}

  /// Creates the folder if it is missing.
  public static void create(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    Files.createDirectories(folder.toAbsolutePath().getParent());
    Files.createDirectory(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
  }

  /// Takes from others what they may not have.
  ///
  /// @return whether they could look into it
  public static boolean tighten(Path folder) throws IOException {
    Set<PosixFilePermission> had = Files.getPosixFilePermissions(folder);
    if (ALLOWED.containsAll(had)) {
      return false;
    }
    Set<PosixFilePermission> kept = EnumSet.copyOf(had);
    kept.retainAll(PosixFilePermissions.fromString("rwx------"));
    Files.setPosixFilePermissions(folder, kept);
    return true;
  }
}
