package dev.classify.cli.config;

import com.sun.security.auth.module.UnixSystem;
import dev.classify.exit.CommandFailure;
import io.github.cdimascio.dotenv.Dotenv;
import io.github.cdimascio.dotenv.DotenvEntry;
import io.github.cdimascio.dotenv.DotenvException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// A file `.env`, as it is written.
///
/// @param path of the file, which may be missing
/// @param settings by name; one that is blank is not set
record DotenvFile(Path path, Map<String, String> settings) {

  private static final int ROOT = 0;

  DotenvFile {
    settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
  }

  /// Reads the file of a folder; without one, nothing is set.
  static DotenvFile in(Path folder) {
    Map<String, String> settings = new LinkedHashMap<>();
    try {
      Dotenv file =
          Dotenv.configure().directory(folder.toAbsolutePath().toString()).ignoreIfMissing().load();
      for (DotenvEntry entry : file.entries(Dotenv.Filter.DECLARED_IN_ENV_FILE)) {
        settings.put(entry.getKey(), entry.getValue());
      }
    } catch (DotenvException malformed) {
      throw CommandFailure.usage(
          folder.resolve(".env") + " cannot be read: " + malformed.getMessage(),
          "write one NAME=value per line",
          malformed);
    }
    return new DotenvFile(folder.resolve(".env"), settings);
  }

  /// The value of a name; empty if it is not set.
  String value(String name) {
    return settings.getOrDefault(name, "").strip();
  }

  Path folder() {
    return path.toAbsolutePath().normalize().resolveSibling("");
  }

  /// Such as `.env:3`, for a message.
  String place(String name) {
    Pattern setting = Pattern.compile("\\s*" + Pattern.quote(name) + "\\s*=.*");
    try {
      List<String> lines = Files.readAllLines(path);
      for (int i = lines.size() - 1; i >= 0; i--) {
        if (setting.matcher(lines.get(i)).matches()) {
          return path + ":" + (i + 1);
        }
      }
      return path.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(path + " cannot be read: " + e.getMessage(), e);
    }
  }

  /// Whether it belongs to the user, or to root, and nobody else may write it.
  boolean isOwn() {
    try {
      int owner = (int) Files.getAttribute(path, "unix:uid");
      Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(path);
      return (owner == ROOT || owner == (int) new UnixSystem().getUid())
          && !permissions.contains(PosixFilePermission.GROUP_WRITE)
          && !permissions.contains(PosixFilePermission.OTHERS_WRITE);
    } catch (IOException unreadable) {
      return false;
    }
  }
}
