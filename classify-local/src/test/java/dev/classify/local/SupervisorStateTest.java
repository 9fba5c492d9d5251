package dev.classify.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.local.SupervisorState.Phase;
import dev.classify.local.process.ProcessIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisorStateTest {

  private final ProcessIdentity self = ProcessIdentity.ofThisProcess();

  @TempDir Path folder;

  private StackHome home = new StackHome(Path.of("home"));

  @BeforeEach
  void create() throws IOException {
    home = new StackHome(folder.resolve("home"));
    home.create(_ -> {});
  }

  @Test
  void stateOfAProcessThatRunsIsFound() throws IOException {
    assertThat(SupervisorState.ofRunning(home)).isEmpty();
    SupervisorState state = SupervisorState.of(self, Phase.STARTING, List.of());
    JsonFile.write(home.stateFile(), state);
    assertThat(SupervisorState.ofRunning(home)).contains(state);
  }

  @Test
  void stateOfAnEarlierBuildIsFound() throws IOException {
    Files.writeString(
        home.stateFile(),
        "{\"pid\": %d, \"startedMillis\": %d, \"phase\": \"READY\", \"components\": []}"
            .formatted(self.pid(), self.startedMillis()));
    assertThat(SupervisorState.ofRunning(home)).isPresent();
  }

  @Test
  void damagedStateIsReplacedByTheHolderOfTheLock() throws IOException {
    for (String damaged : List.of("", "garbage", "null")) {
      Files.writeString(home.stateFile(), damaged);
      Files.deleteIfExists(home.lockFile());
      assertThat(SupervisorState.ofRunning(home)).isEmpty();
      try (SupervisorLock _ = SupervisorLock.take(home.lockFile(), self).orElseThrow()) {
        assertThat(SupervisorState.ofRunning(home))
            .map(SupervisorState::process)
            .hasValueSatisfying(found -> assertThat(found).contains(ProcessHandle.current()));
      }
    }
  }
}
