package dev.classify.local.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/// A recovery of a database beyond its backup.
///
/// @param until the last moment that counts; null for all that the archive holds
public record WalRecovery(WalArchive archive, @Nullable Instant until) {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS'+00'").withZone(ZoneOffset.UTC);

  /// Asks the server for it at its next start.
  ///
  /// @param postgres the folder of the database in a stack that is down
  public void request(Path postgres) throws IOException {
    Path data = new PostgresFolder(postgres).data();
    StringBuilder settings = new StringBuilder(archive.restoring());
    if (until != null) {
      settings.append("recovery_target_time = '").append(TIME.format(until)).append("'\n");
    }
    settings.append("recovery_target_action = 'promote'\n");
    // It counts as ready when it can be written, not before.
    settings.append("hot_standby = off\n");
    Files.writeString(
        data.resolve("postgresql.auto.conf"), settings.toString(), StandardOpenOption.APPEND);
    Files.createFile(data.resolve("recovery.signal"));
  }
}
