package dev.classify.cli.cluster.verify;

import dev.classify.cli.cluster.Cluster;
import java.util.List;
import javax.sql.DataSource;

/// The cluster that is looked at, and what it is looked at with.
///
/// @param command how the user calls the commands of this cluster, such as `classify cluster`
/// @param database a pool on its database
record Subject(
    Cluster cluster, String command, Web web, ClusterTables tables, DataSource database) {

  static Subject of(Cluster cluster, String command, Web web, DataSource database) {
    return new Subject(cluster, command, web, new ClusterTables(cluster), database);
  }

  /// Where to read why parts do not work.
  String logsOf(List<String> parts) {
    return parts.isEmpty() ? "" : "see `" + command + " logs " + String.join(" ", parts) + "`";
  }
}
