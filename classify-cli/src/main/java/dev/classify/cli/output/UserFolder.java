package dev.classify.cli.output;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;

/// Whether a folder is one that the user keeps.
public final class UserFolder {

  private UserFolder() {}

  /// Whether a command may write there without being told to: the folder belongs to the user, who
  /// may write there, and not everybody may, as in `/tmp`, where others could have put a link.
  public static boolean isOwn(Path folder) {
    try {
      return Files.isWritable(folder)
          && Files.getAttribute(folder, "unix:uid").equals((int) new UnixSystem().getUid())
          && !Files.getPosixFilePermissions(folder).contains(PosixFilePermission.OTHERS_WRITE);
    } catch (IOException unreadable) {
      return false;
    }
  }
}
