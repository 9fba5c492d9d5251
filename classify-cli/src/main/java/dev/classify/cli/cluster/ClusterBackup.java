package dev.classify.cli.cluster;

import dev.classify.exit.CommandFailure;
import dev.classify.local.process.NewFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// A copy of all that a cluster of containers keeps, as of one moment.
///
/// Nodes, object store and database stand still while their volumes are copied; nodes stop first,
/// so a batch that is done for Restate is in the tables.
///
/// @param bytes of its file
/// @param pause how long the parts stood still; zero for a cluster that was down
public record ClusterBackup(long bytes, Duration pause) {

  private static final List<String> OTHERS = List.of("minio", "timescaledb");

  /// Copies the volumes of a cluster that runs, or is down.
  ///
  /// @param nodes names of the Restate nodes
  /// @param to a new folder
  public static ClusterBackup make(Compose compose, List<String> nodes, Path to)
      throws IOException, InterruptedException {
    ClusterVolumes volumes = new ClusterVolumes(compose);
    List<String> present = volumes.present();
    if (present.isEmpty()) {
      throw CommandFailure.failed(
          compose.project() + " has no volumes", "start the cluster first: `classify cluster up`");
    }
    NewFolder folder =
        NewFolder.at(to.toAbsolutePath().normalize(), "name a new folder for the backup");
    Path made = folder.create();
    ClusterBackup backup = save(compose, running(compose, nodes), present, made);
    folder.moveIntoPlace();
    return backup;
  }

  private static ClusterBackup save(
      Compose compose, List<List<String>> running, List<String> present, Path folder)
      throws IOException, InterruptedException {
    ClusterVolumes volumes = new ClusterVolumes(compose);
    if (running.isEmpty()) {
      return new ClusterBackup(volumes.save(present, folder), Duration.ZERO);
    }
    long start = System.nanoTime();
    long bytes;
    try (PausedContainers _ = PausedContainers.pause(compose, running)) {
      bytes = volumes.save(present, folder);
    }
    return new ClusterBackup(bytes, Duration.ofNanos(System.nanoTime() - start));
  }

  /// The containers that hold state and run: nodes together, then one by one what they need.
  private static List<List<String>> running(Compose compose, List<String> nodes)
      throws IOException, InterruptedException {
    List<List<String>> running = new ArrayList<>();
    List<String> ids = new ArrayList<>();
    for (String node : nodes) {
      ids.addAll(compose.runningIds(node));
    }
    running.add(ids);
    for (String part : OTHERS) {
      running.add(compose.runningIds(part));
    }
    running.removeIf(List::isEmpty);
    return running;
  }

  /// Fills the volumes of a cluster that does not exist yet.
  public static void restore(Compose compose, Path backup, PrintWriter err)
      throws IOException, InterruptedException {
    List<String> saved = ClusterVolumes.in(backup);
    List<String> existing = compose.volumes();
    if (!existing.isEmpty()) {
      throw CommandFailure.usage(
          "%s exists already: %s".formatted(compose.project(), String.join(", ", existing)),
          "delete it with `classify cluster clean`, or set COMPOSE_PROJECT_NAME to another name");
    }
    String[] create = {"up", "--no-start"};
    err.println("$ " + compose.line(create));
    if (compose.show(create) != 0) {
      throw CommandFailure.failed(
          "`" + compose.line(create) + "` failed, see above",
          "fix the cause, then run `classify cluster clean` and this command again");
    }
    ClusterVolumes volumes = new ClusterVolumes(compose);
    List<String> made = volumes.present();
    if (!made.containsAll(saved)) {
      throw CommandFailure.failed(
          "the compose file makes other volumes than the backup has: %s; %s"
              .formatted(String.join(", ", made), String.join(", ", saved)),
          "run `classify cluster clean`, and restore with the compose file of the backup");
    }
    volumes.load(saved, backup);
  }
}
