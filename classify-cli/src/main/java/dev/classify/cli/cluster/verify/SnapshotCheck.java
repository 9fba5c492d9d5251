package dev.classify.cli.cluster.verify;

import com.fasterxml.jackson.databind.JsonNode;
import dev.classify.cli.cluster.verify.Finding.Failed;
import dev.classify.cli.cluster.verify.Finding.Passed;
import dev.classify.cli.cluster.verify.Finding.Skipped;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/// Whether snapshots can be stored, and exist.
final class SnapshotCheck {

  private static final String DESTINATION = "worker.snapshots.destination";
  private static final String EVERY = "worker.snapshots.snapshot-interval-num-records";

  /// A snapshot may be in progress, and another fail while the store restarts: the third counts.
  private static final int INTERVALS_MAX = 3;

  private static final int CAUSE_CHARACTERS = 200;

  private final ClusterUnderTest subject;

  SnapshotCheck(ClusterUnderTest subject) {
    this.subject = subject;
  }

  List<Check> all() {
    return List.of(new Check("snapshots", this::look));
  }

  /// Whether snapshots are overdue, without making one.
  List<Check> harmless() {
    return List.of(new Check("snapshots", this::overdue));
  }

  private Finding overdue() throws IOException, InterruptedException {
    if (value(DESTINATION).equals("null")) {
      return new Skipped("the nodes are configured to make none");
    }
    return fresh(subject.tables().partitions(), value(EVERY), "");
  }

  private Finding look() throws IOException, InterruptedException {
    String destination = value(DESTINATION);
    if (destination.equals("null")) {
      return new Skipped("the nodes are configured to make none");
    }
    List<JsonNode> partitions = subject.tables().partitions();
    Finding made = make(partitions, destination);
    return made instanceof Passed ? fresh(partitions, value(EVERY), "one was stored; ") : made;
  }

  /// As the nodes write it, `null` where nothing is set.
  private String value(String setting) throws IOException, InterruptedException {
    return subject.tables().setting(setting).stream().findFirst().orElse("null");
  }

  /// The tool exits with 0 even if no snapshot was stored, so its output decides.
  private Finding make(List<JsonNode> partitions, String destination)
      throws IOException, InterruptedException {
    String output = "there is no partition";
    for (JsonNode partition : partitions) {
      output = subject.tables().ask("snapshots", "create", partition.path("partition_id").asText());
      if (output.contains("Snapshot created")) {
        return new Passed(destination);
      }
      if (output.contains("IO error") || !output.contains("Snapshot export in progress")) {
        break;
      }
    }
    return new Failed(
        "no snapshot can be stored in %s: %s".formatted(destination, shortened(output)),
        "check that the object store runs, that its bucket exists, and that the nodes have its"
            + " keys: "
            + subject.advice().parts());
  }

  /// What is in front of the last snapshot cannot be trimmed from a log.
  ///
  /// @param seen before, for the evidence
  private Finding fresh(List<JsonNode> partitions, String every, String seen)
      throws IOException, InterruptedException {
    long interval = every.equals("null") ? 0 : Long.parseLong(every);
    long longest = 0;
    for (JsonNode partition : partitions) {
      long behind = partition.path("applied").asLong() - partition.path("archived").asLong();
      longest = Math.max(longest, behind);
      if (interval > 0 && behind > INTERVALS_MAX * interval) {
        return new Failed(
            "partition %s has %d records since its last snapshot; one is due every %s"
                .formatted(partition.path("partition_id"), behind, every),
            "the logs of the nodes say why none was made: "
                + subject.advice().logsOf(subject.cluster().nodes()));
      }
    }
    String due =
        interval > 0
            ? "none is overdue, at one every %s records".formatted(every)
            : "none is due by itself";
    return new Passed(
        "%s%s; the longest log keeps %d since its last%s".formatted(seen, due, longest, store()));
  }

  private String store() throws IOException, InterruptedException {
    OptionalLong bytes = subject.cluster().objectStoreBytes();
    return bytes.isEmpty()
        ? ""
        : String.format(
            Locale.ROOT, "; the store holds %.1f MiB", bytes.getAsLong() / (1024.0 * 1024.0));
  }

  /// The end of the first node's line: the tool prints a whole chain of causes for each node.
  static String shortened(String output) {
    String line =
        output
            .lines()
            .filter(each -> each.startsWith(" - "))
            .findFirst()
            .orElse(output)
            .strip()
            .replaceAll("\\s+", " ");
    int cut = line.length() - CAUSE_CHARACTERS;
    return cut <= 0 ? line : "..." + line.substring(cut);
  }
}
