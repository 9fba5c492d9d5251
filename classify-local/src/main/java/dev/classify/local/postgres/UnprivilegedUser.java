package dev.classify.local.postgres;

import dev.classify.exit.CommandFailure;
import dev.classify.local.process.ProgramEnvironment;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// How root runs PostgreSQL, which refuses to run as root.
///
/// @param prefix words before the command
/// @param owner user id that the data folder must belong to
record UnprivilegedUser(List<String> prefix, int owner) {

  private static final int ROOT = 0;

  private static final int NOBODY = 65_534;

  /// In a user namespace of its own, root is user nobody but can still access its own files.
  private static final UnprivilegedUser NAMESPACE =
      new UnprivilegedUser(List.of("unshare", "-U"), ROOT);

  private static final UnprivilegedUser OTHER_USER =
      new UnprivilegedUser(
          List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups"), NOBODY);

  UnprivilegedUser {
    prefix = List.copyOf(prefix);
  }

  /// The first way that works for this program and folder.
  static UnprivilegedUser choose(int uid, String postgres, Path data)
      throws IOException, InterruptedException {
    if (uid != ROOT) {
      return new UnprivilegedUser(List.of(), uid);
    }
    if (NAMESPACE.runs(postgres, "--version")) {
      NAMESPACE.own(data);
      return NAMESPACE;
    }
    OTHER_USER.own(data);
    // The other user must reach its own folder, and may not list what lies beside it.
    Files.setPosixFilePermissions(
        data.toAbsolutePath().getParent(), PosixFilePermissions.fromString("rwx--x--x"));
    if (OTHER_USER.runs(postgres, "--version") && OTHER_USER.runs("test", "-w", data.toString())) {
      return OTHER_USER;
    }
    throw CommandFailure.failed(
        "PostgreSQL does not run as root, user namespaces are not permitted here, and user nobody"
            + " cannot reach "
            + postgres
            + " or "
            + data,
        "start as an ordinary user, or set CLASSIFY_HOME and XDG_CACHE_HOME to folders that every"
            + " user may enter, such as /var/lib/classify");
  }

  List<String> command(List<String> words) {
    List<String> all = new ArrayList<>(prefix);
    all.addAll(words);
    return all;
  }

  /// Makes a folder, or a file, and all in it belong to the user that PostgreSQL runs as.
  void own(Path folder) throws IOException {
    if (Files.getAttribute(folder, "unix:uid").equals(owner)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.toList()) {
        Files.setAttribute(file, "unix:uid", owner);
        Files.setAttribute(file, "unix:gid", owner);
      }
    }
  }

  private boolean runs(String... words) throws InterruptedException {
    try {
      return ProgramEnvironment.restrict(new ProcessBuilder(command(List.of(words))))
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
