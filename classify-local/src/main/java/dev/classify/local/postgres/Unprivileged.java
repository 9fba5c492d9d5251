package dev.classify.local.postgres;

import dev.classify.local.process.CannotStart;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// How PostgreSQL is run by root, which it refuses to serve.
///
/// @param prefix words before the command
/// @param ownFolder whether the data folder must belong to the user `nobody`
record Unprivileged(List<String> prefix, boolean ownFolder) {

  private static final int NOBODY = 65_534;

  /// For any user but root.
  private static final Unprivileged AS_IS = new Unprivileged(List.of(), false);

  /// In a user namespace of its own, root is nobody but keeps the access to its files.
  private static final Unprivileged NAMESPACE = new Unprivileged(List.of("unshare", "-U"), false);

  private static final Unprivileged OTHER_USER =
      new Unprivileged(
          List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups"), true);

  Unprivileged {
    prefix = List.copyOf(prefix);
  }

  /// The first way that works here for this program and folder.
  static Unprivileged choose(long uid, String postgres, Path data)
      throws CannotStart, IOException, InterruptedException {
    if (uid != 0) {
      return AS_IS;
    }
    if (NAMESPACE.runs(postgres, "--version")) {
      return NAMESPACE;
    }
    OTHER_USER.own(data);
    if (OTHER_USER.runs(postgres, "--version") && OTHER_USER.runs("test", "-w", data.toString())) {
      return OTHER_USER;
    }
    throw new CannotStart(
        "PostgreSQL does not run as root, user namespaces are not permitted here, and the user"
            + " nobody reaches "
            + postgres
            + " or "
            + data
            + " not",
        "start as an ordinary user, or set CLASSIFY_HOME and XDG_CACHE_HOME to folders that every"
            + " user may enter, such as /var/lib/classify");
  }

  List<String> command(List<String> words) {
    List<String> all = new ArrayList<>(prefix);
    all.addAll(words);
    return all;
  }

  /// Makes what was written by root belong to the user that PostgreSQL runs as.
  void own(Path folder) throws IOException {
    if (!ownFolder) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.toList()) {
        Files.setAttribute(file, "unix:uid", NOBODY);
        Files.setAttribute(file, "unix:gid", NOBODY);
      }
    }
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
  }

  private boolean runs(String... words) throws InterruptedException {
    try {
      return new ProcessBuilder(command(List.of(words)))
              .redirectOutput(Redirect.DISCARD)
              .redirectError(Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException _) {
      return false;
    }
  }
}
