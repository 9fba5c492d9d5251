package dev.classify.local.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.classify.exit.CommandFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CacheFolderTest {

  /// Larger than any process id of the platforms we run on.
  private static final String NOBODY = "4194305";

  @TempDir Path folder;

  @Test
  void twoWhoFillAtOnceBothGetAWholeFolder() throws Exception {
    CacheFolder cache = new CacheFolder(folder);
    CyclicBarrier bothAtWork = new CyclicBarrier(2);
    try (ExecutorService both = Executors.newFixedThreadPool(2)) {
      Future<Path> one = both.submit(() -> cache.obtain("tool", f -> fill(f, bothAtWork)));
      Future<Path> other = both.submit(() -> cache.obtain("tool", f -> fill(f, bothAtWork)));
      assertThat(one.get()).isEqualTo(other.get());
      assertThat(one.get().resolve("bin/tool")).hasContent("tool");
    }
    assertThat(folder).isDirectoryNotContaining("glob:**.*");
  }

  @Test
  void whatIsThereIsNotFilledAgain() throws Exception {
    Path there = Files.createDirectory(folder.resolve("tool"));
    Path obtained =
        new CacheFolder(folder)
            .obtain(
                "tool",
                _ -> {
                  throw new AssertionError("filled again");
                });
    assertThat(obtained).isEqualTo(there);
  }

  @Test
  void failedFillingLeavesNothing() {
    CacheFolder cache = new CacheFolder(folder);
    assertThatThrownBy(
            () ->
                cache.obtain(
                    "tool",
                    f -> {
                      Files.writeString(f.resolve("half"), "");
                      throw CommandFailure.failed("no network", "connect it");
                    }))
        .hasMessageStartingWith("no network");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void whatAKilledProcessHadBegunIsRemoved() throws Exception {
    Files.createDirectory(folder.resolve("tool." + NOBODY + "-1"));
    new CacheFolder(folder).obtain("tool", _ -> {});
    assertThat(folder).isDirectoryNotContaining("glob:**.*");
  }

  private static void fill(Path folder, CyclicBarrier bothAtWork) {
    try {
      Files.createDirectories(folder.resolve("bin"));
      Files.writeString(folder.resolve("bin/tool"), "tool");
      bothAtWork.await();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
