package dev.classify.local;

import dev.classify.local.postgres.WalRecovery;
import dev.classify.local.process.FolderCopy;
import dev.classify.local.process.NewFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Makes a stack from a backup. Its next start is like one after a power cut.
public final class StackRestore {

  private StackRestore() {}

  /// Makes the folder of the stack.
  ///
  /// @param home the folder of the stack, which must be new
  /// @param recovery what has happened in the database since; null for nothing
  /// @return when the backup was made, as ISO 8601
  public static String run(Path backup, Path home, @Nullable WalRecovery recovery)
      throws IOException {
    String made = BackupMark.read(backup).made();
    Path place = home.toAbsolutePath().normalize();
    NewFolder folder =
        NewFolder.at(place, "set CLASSIFY_HOME to a new folder, or move this one out of the way");
    Path restored = folder.create();
    FolderCopy copy = new FolderCopy(Set.of());
    for (Path kept : new StackHome(backup).kept()) {
      copy.copy(kept, restored.resolve(kept.getFileName()));
    }
    if (recovery != null) {
      recovery.request(new StackHome(restored).postgres());
    }
    copy.force();
    folder.moveIntoPlace();
    return made;
  }
}
