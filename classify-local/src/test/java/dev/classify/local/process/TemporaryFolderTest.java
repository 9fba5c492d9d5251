package dev.classify.local.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemporaryFolderTest {

  @TempDir private Path parent;

  @Test
  void contentsAreDeletedButNotWhatALinkNames() throws Exception {
    Path kept = Files.createDirectory(parent.resolve("kept"));
    Files.createFile(kept.resolve("file"));
    Path path = parent.resolve("temporary");
    Files.createDirectories(path.resolve("inner"));
    Files.createFile(path.resolve("inner/file"));
    Files.createSymbolicLink(path.resolve("link"), kept);

    new TemporaryFolder(path).close();

    assertThat(path).doesNotExist();
    assertThat(kept.resolve("file")).exists();
  }

  @Test
  void folderThatIsGoneNeedsNoDeletion() throws Exception {
    new TemporaryFolder(parent.resolve("gone")).close();
  }

  @Test
  void filesThatAProgramDeletesMeanwhileAreNoFailure() throws Exception {
    Path path = Files.createDirectory(parent.resolve("temporary"));
    for (int i = 0; i < 5_000; i++) {
      Files.createFile(path.resolve("file" + i));
    }
    Thread program =
        Thread.ofPlatform()
            .start(
                () -> {
                  for (int i = 4_999; i >= 0; i--) {
                    path.resolve("file" + i).toFile().delete();
                  }
                });
    new TemporaryFolder(path).close();
    program.join();

    assertThat(path).doesNotExist();
  }

  @Test
  void failureOfTheWorkIsNotHiddenByOneOfTheDeletion() throws Exception {
    Path path = Files.createDirectory(parent.resolve("temporary"));
    AtomicBoolean writes = new AtomicBoolean(true);
    Thread program =
        Thread.ofPlatform()
            .start(
                () -> {
                  while (writes.get()) {
                    writeSome(path);
                  }
                });
    try {
      assertThatThrownBy(
              () -> {
                try (TemporaryFolder folder = new TemporaryFolder(path)) {
                  throw new IllegalStateException("the work failed in " + folder);
                }
              })
          .isInstanceOf(IllegalStateException.class);
    } finally {
      writes.set(false);
      program.join();
    }
  }

  private static void writeSome(Path path) {
    try {
      Files.createDirectories(path);
      Files.createFile(path.resolve("file" + System.nanoTime()));
    } catch (IOException _) {
      // The folder is being deleted.
    }
  }
}
