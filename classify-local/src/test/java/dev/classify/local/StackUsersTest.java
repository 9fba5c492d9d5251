package dev.classify.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.local.process.ProcessIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackUsersTest {

  @TempDir Path folder;

  @Test
  void stackIsUsedUntilTheLastCommandEnds() throws IOException {
    StackUsers users = new StackUsers(folder);
    assertThat(users.any()).isFalse();
    try (StackUsers.User _ = users.enter()) {
      try (StackUsers.User _ = users.enter()) {
        assertThat(users.any()).isTrue();
      }
      assertThat(users.any()).isTrue();
    }
    assertThat(users.any()).isFalse();
  }

  @Test
  void stackIsKeptForItsOwnSupervisorOnly() throws IOException {
    StackUsers users = new StackUsers(folder);
    ProcessIdentity supervisor = ProcessIdentity.ofThisProcess();
    assertThat(users.isKept(supervisor)).isFalse();
    users.keep(supervisor);
    assertThat(users.isKept(supervisor)).isTrue();
    assertThat(users.isKept(new ProcessIdentity(supervisor.pid(), 1, null))).isFalse();
  }

  @Test
  void commandThatWasKilledDoesNotCount() throws IOException, InterruptedException {
    StackUsers users = new StackUsers(folder);
    Process command = new ProcessBuilder("sleep", "60").start();
    users.keep(ProcessIdentity.of(command.toHandle()));
    Files.writeString(folder.resolve("damaged.json"), "{");
    assertThat(users.any()).isTrue();
    command.destroyForcibly().waitFor();
    assertThat(users.any()).isFalse();
    assertThat(folder).isEmptyDirectory();
  }
}
