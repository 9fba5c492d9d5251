package dev.classify.local;

import dev.classify.local.process.PrivateFolder;
import dev.classify.local.process.ProcessFiles;
import dev.classify.local.restate.IdentityFiles;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/// The folder of a stack, and the files in it.
record StackHome(Path root) {

  /// Names of what a stack keeps in its folder; nodes have numbers.
  private static final Pattern OURS =
      Pattern.compile(
          "postgres|restate|restate-\\d+|object-store|nginx|run|logs|founded|identity\\..*"
              + "|stack\\..*json.*");

  private static final Pattern KEPT =
      Pattern.compile(
          "postgres|restate|restate-\\d+|object-store|founded|identity\\.(pem|pub)"
              + "|stack\\.(copy\\.)?json");

  /// Creates the folder, which nobody else may look into: the logs and Restate's journal hold the
  /// input and the answers.
  ///
  /// @param say receives a line if others could look into the folder of an earlier build
  void create(Consumer<String> say) throws IOException {
    PrivateFolder.create(root);
    if (tighten()) {
      say.accept("others could read in " + root + ", which is yours alone now");
    }
    for (Path folder : List.of(run(), users().folder(), processFiles().logs())) {
      PrivateFolder.create(folder);
    }
  }

  /// A folder with files of others in it, such as a working folder, keeps its rights; only what is
  /// ours in it does not.
  private boolean tighten() throws IOException {
    boolean tightened = false;
    boolean onlyOurs = true;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(root)) {
      for (Path file : files) {
        boolean ours = OURS.matcher(file.getFileName().toString()).matches();
        onlyOurs &= ours;
        if (ours && Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
          tightened |= PrivateFolder.tighten(file);
        }
      }
    }
    return (onlyOurs && PrivateFolder.tighten(root)) || tightened;
  }

  /// What a backup holds: files and folders that a start does not make anew.
  List<Path> kept() throws IOException {
    List<Path> kept = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(root)) {
      for (Path file : files) {
        if (KEPT.matcher(file.getFileName().toString()).matches()) {
          kept.add(file);
        }
      }
    }
    return kept;
  }

  Path postgres() {
    return root.resolve("postgres");
  }

  Path restate() {
    return root.resolve("restate");
  }

  /// Of one of several Restate nodes.
  Path node(String name) {
    return root.resolve(name);
  }

  /// Exists once the cluster of several nodes has been created.
  Path founded() {
    return root.resolve("founded");
  }

  Path objectStore() {
    return root.resolve("object-store");
  }

  Path nginx() {
    return root.resolve("nginx");
  }

  /// Ports and password, kept as long as the data.
  Path stackFile() {
    return root.resolve("stack.json");
  }

  /// The commands that use the stack.
  StackUsers users() {
    return new StackUsers(run().resolve("users"));
  }

  /// By which the workers recognise calls of the nodes.
  IdentityFiles identity() {
    return IdentityFiles.in(root);
  }

  /// The state of the supervisor; meaningless once that process is gone.
  Path stateFile() {
    return run().resolve("supervisor.json");
  }

  Path lockFile() {
    return run().resolve("lock");
  }

  ProcessFiles processFiles() {
    return new ProcessFiles(run(), root.resolve("logs"));
  }

  /// Exists while there may be work for the runner.
  Path runnerWanted() {
    return run().resolve("runner.wanted");
  }

  private Path run() {
    return root.resolve("run");
  }
}
