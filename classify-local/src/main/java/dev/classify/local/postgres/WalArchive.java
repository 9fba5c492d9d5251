package dev.classify.local.postgres;

import dev.classify.exit.CommandFailure;
import java.nio.file.Path;

/// A folder that keeps the write-ahead log of a database, segment by segment.
///
/// @param folder absolute
public record WalArchive(Path folder) {

  /// Names the folder; without it nothing is archived.
  public static final String SETTING = "CLASSIFY_WAL_ARCHIVE";

  /// A segment is closed after this time even if it is not full: what may be missing after a loss.
  private static final int SECONDS = 60;

  public WalArchive {
    folder = folder.toAbsolutePath().normalize();
    if (folder.toString().matches("(?s).*[\"$`\\\\\\n].*")) {
      throw CommandFailure.usage(
          SETTING + " may hold no quotes, dollars, backslashes or line breaks: " + folder,
          "name another folder");
    }
  }

  /// Settings of a server that fills the folder. A segment that is there already is not replaced,
  /// unless it has the same content.
  String archiving() {
    String kept = "\"" + shell() + "/%f\"";
    String command =
        "cmp -s \"%p\" KEPT || { test ! -e KEPT && cp \"%p\" KEPT.new && mv KEPT.new KEPT; }";
    return """

    # As CLASSIFY_WAL_ARCHIVE asks.
    wal_level = replica
    archive_mode = on
    archive_timeout = %ds
    archive_command = '%s'
    """
        .formatted(SECONDS, quoted(command.replace("KEPT", kept)));
  }

  /// The setting of a server that reads the folder.
  String restoring() {
    return "restore_command = '" + quoted("cp \"" + shell() + "/%f\" \"%p\"") + "'\n";
  }

  /// A percent sign begins a placeholder in both commands.
  private String shell() {
    return folder.toString().replace("%", "%%");
  }

  private static String quoted(String value) {
    return value.replace("'", "''");
  }
}
