package dev.classify.cli.cluster.verify;

import dev.classify.cli.cluster.verify.Finding.Failed;
import dev.classify.cli.cluster.verify.Finding.Passed;
import dev.classify.store.Database;
import dev.classify.store.SchemaState;
import dev.classify.store.jobs.TrialJobs;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/// Whether results can be stored.
final class DatabaseCheck {

  private final ClusterUnderTest subject;

  DatabaseCheck(ClusterUnderTest subject) {
    this.subject = subject;
  }

  List<Check> all() {
    return List.of(new Check("database", this::look));
  }

  static String fix(Advice advice) {
    return "check CLASSIFY_DB_URL, _USER and _PASSWORD, and that the database runs: "
        + advice.parts();
  }

  private Finding look() throws SQLException {
    try (Connection reached = subject.database().getConnection()) {
      reached.isValid(1);
    }
    SchemaState schema = Database.schema(subject.cluster().addresses().database());
    if (!schema.pending().isEmpty()) {
      return new Failed(
          "its tables are at version %s, and %s is missing"
              .formatted(
                  schema.version().isEmpty() ? "none" : schema.version(),
                  String.join(", ", schema.pending())),
          "`classify migrate` with the settings of the cluster");
    }
    try {
      new TrialJobs(subject.database()).checkWritable();
    } catch (SQLException refused) {
      return new Failed(
          "it cannot be written to: " + refused.getMessage(),
          "see its log; the disk may be full, or the server a standby");
    }
    return new Passed("tables at version %s, writable".formatted(schema.version()));
  }
}
