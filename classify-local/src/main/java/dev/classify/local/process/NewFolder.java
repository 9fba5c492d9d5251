package dev.classify.local.process;

import dev.classify.exit.CommandFailure;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// A folder that appears as a whole or not at all.
///
/// @param partial where it is made, beside its place
public record NewFolder(Path place, Path partial) {

  /// Begins to make it.
  ///
  /// @param place does not exist, or is an empty folder
  /// @param fix for a user who named another
  public static NewFolder at(Path place, String fix) throws IOException {
    if (Files.exists(place)) {
      if (!Files.isDirectory(place)) {
        throw CommandFailure.usage(place + " exists", fix);
      }
      try (DirectoryStream<Path> files = Files.newDirectoryStream(place)) {
        if (files.iterator().hasNext()) {
          throw CommandFailure.usage(place + " is not empty", fix);
        }
      }
    }
    return new NewFolder(place, place.resolveSibling(place.getFileName() + ".partial"));
  }

  /// The folder to fill. What an interrupted command left is deleted.
  public Path create() throws IOException {
    if (Files.exists(partial)) {
      Folder.delete(partial);
    }
    PrivateFolder.create(partial);
    return partial;
  }

  /// The folder is whole.
  public void moveIntoPlace() throws IOException {
    Files.deleteIfExists(place);
    Files.move(partial, place, StandardCopyOption.ATOMIC_MOVE);
  }
}
