package dev.classify.local.restate;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.classify.exit.CommandFailure;
import dev.classify.local.cache.Platform;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestatePackageTest {

  @TempDir Path folder;

  @Test
  void packageWithAnotherChecksumIsRefused() throws Exception {
    Path packed = Files.writeString(folder.resolve("server.tgz"), "not the server");
    assertThatThrownBy(
            () -> RestatePackage.of(RestateTool.SERVER, Platform.LINUX_X64).check(packed))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("another @restatedev/restate-server-linux-x64 than expected")
        .hasMessageContaining("fix: ");
  }
}
