package dev.classify.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFileTest {

  @TempDir Path folder;

  @Test
  void largeLogIsMovedAsideOnce() throws Exception {
    Path path = folder.resolve("postgres.log");
    LogFile log = new LogFile(path);
    Files.writeString(path, "short\n");
    log.rotate();
    assertThat(path).hasContent("short");

    Files.write(path, new byte[9 << 20]);
    log.rotate();
    assertThat(path).isEmptyFile();
    assertThat(folder.resolve("postgres.log.1")).hasSize(9 << 20);
  }

  @Test
  void tailHoldsTheLastLinesAlone() throws Exception {
    Path path = folder.resolve("worker.log");
    Files.writeString(path, "x".repeat(50_000) + "\none\ntwo\nthree\n");
    assertThat(new LogFile(path).tail(2)).isEqualTo("last lines of " + path + ":\n  two\n  three");
  }

  @Test
  void missingLogIsSaidToBeMissing() {
    assertThat(new LogFile(folder.resolve("none.log")).tail(2)).contains("cannot be read");
  }
}
