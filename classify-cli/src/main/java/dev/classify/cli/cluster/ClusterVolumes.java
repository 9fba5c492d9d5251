package dev.classify.cli.cluster;

import dev.classify.exit.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The volumes that a cluster cannot make anew, and one tar file that holds them.
record ClusterVolumes(Compose compose) {

  private static final String TAR = "volumes.tar";

  /// Names the volumes in the file.
  private static final String NAMES = "volumes.txt";

  /// Made anew, or not ours: measurements, the socket of the database, rule tables, certificates.
  private static final Set<String> LEFT_OUT =
      Set.of("grafana", "prometheus", "database-socket", "rules", "secrets-page", "secrets-pooler");

  /// Names without the project, such as `restate-1`.
  List<String> present() throws IOException, InterruptedException {
    String prefix = compose.project() + "_";
    return compose.volumes().stream()
        .filter(volume -> volume.startsWith(prefix))
        .map(volume -> volume.substring(prefix.length()))
        .filter(volume -> !LEFT_OUT.contains(volume))
        .toList();
  }

  /// Names of the volumes of a backup.
  static List<String> in(Path backup) throws IOException {
    Path names = backup.resolve(NAMES);
    if (!Files.exists(names) || !Files.exists(backup.resolve(TAR))) {
      throw CommandFailure.usage(
          backup + " is no backup of a cluster: it has no %s with %s".formatted(TAR, NAMES),
          "name a folder that `classify cluster backup` has made");
    }
    return Files.readAllLines(names);
  }

  /// Writes volumes into the folder.
  ///
  /// @return the bytes written
  long save(List<String> volumes, Path folder) throws IOException, InterruptedException {
    Files.write(folder.resolve(NAMES), volumes);
    Path file = folder.resolve(TAR);
    // PostgreSQL would look for the process that its file names.
    check(
        compose.dockerPipe(
            null, file, container(volumes, ":ro", "--exclude=postmaster.pid", "-cf", "-", ".")),
        "saved");
    return Files.size(file);
  }

  /// Fills empty volumes from the folder.
  void load(List<String> volumes, Path folder) throws IOException, InterruptedException {
    check(
        compose.dockerPipe(
            folder.resolve(TAR), null, container(volumes, "", "--numeric-owner", "-xpf", "-")),
        "restored");
  }

  private static void check(int exit, String what) {
    if (exit != 0) {
      throw CommandFailure.failed(
          "the volumes were not %s, see above".formatted(what),
          "check that the disk has space and that Docker runs, then run this command again");
    }
  }

  /// Our image has `tar`, and root in it keeps the owners of files. With the usual driver, Docker
  /// would also write all that passes into a log, as JSON.
  private String[] container(List<String> volumes, String mode, String... tar) {
    List<String> words =
        new ArrayList<>(List.of("run", "--rm", "-i", "--log-driver", "none", "--network", "none"));
    words.addAll(List.of("--user", "0:0"));
    for (String volume : volumes) {
      words.add("-v");
      words.add("%s_%s:/volumes/%s%s".formatted(compose.project(), volume, volume, mode));
    }
    words.addAll(List.of("--entrypoint", "tar", compose.image(), "-C", "/volumes"));
    words.addAll(List.of(tar));
    return words.toArray(String[]::new);
  }
}
