package dev.classify.local;

import dev.classify.exit.CommandFailure;
import java.io.IOException;
import java.nio.file.Path;

/// Tells a whole backup from other folders.
///
/// @param made the moment of the copy, in UTC as ISO 8601
record BackupMark(String made) {

  private static final String FILE = "backup.json";

  void write(Path backup) throws IOException {
    JsonFile.writeDurably(backup.resolve(FILE), this);
  }

  static BackupMark read(Path backup) throws IOException {
    return JsonFile.readIfWhole(backup.resolve(FILE), BackupMark.class)
        .orElseThrow(
            () ->
                CommandFailure.usage(
                    backup + " is no whole backup: it has no " + FILE,
                    "name a folder that `classify local backup` has made"));
  }
}
