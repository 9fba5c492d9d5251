package dev.classify.cli.cluster.verify;

import dev.classify.cli.cluster.Cluster;
import javax.sql.DataSource;

/// The cluster that is looked at, and what it is looked at with.
///
/// @param advice what one does with a cluster of this kind
/// @param database a pool on its database
record Subject(Cluster cluster, Advice advice, Web web, ClusterTables tables, DataSource database) {

  static Subject of(Cluster cluster, Advice advice, Web web, DataSource database) {
    return new Subject(cluster, advice, web, new ClusterTables(cluster), database);
  }
}
