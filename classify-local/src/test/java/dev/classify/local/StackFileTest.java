package dev.classify.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.classify.local.process.CannotStart;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackFileTest {

  @TempDir Path folder;

  private Path file = Path.of("stack.json");

  @BeforeEach
  void placeFile() {
    file = folder.resolve("stack.json");
  }

  @Test
  void whatWasChosenOnceIsKept() throws Exception {
    StackFile first = StackFile.obtain(file, Topology.Wish.NONE);
    assertThat(first.ports().values()).hasSize(5).doesNotHaveDuplicates();
    assertThat(StackFile.obtain(file, Topology.Wish.NONE)).isEqualTo(first);
  }

  @Test
  void portGivenByHandIsKeptAndTheOthersAreChosen() throws Exception {
    Files.writeString(file, "{\"ports\": {\"worker\": 9081}, \"databasePassword\": \"secret\"}");
    StackFile completed = StackFile.obtain(file, Topology.Wish.NONE);
    assertThat(completed.port(StackFile.WORKER)).isEqualTo(9_081);
    assertThat(completed.ports()).hasSize(5);
    assertThat(completed.databasePassword()).isEqualTo("secret");
  }

  @Test
  void brokenFileIsReportedAndLeftAsItIs() throws Exception {
    Files.writeString(file, "{\"ports\"");
    assertThatThrownBy(() -> StackFile.obtain(file, Topology.Wish.NONE))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("cannot be read")
        .hasMessageContaining("mend: ");
    assertThat(file).hasContent("{\"ports\"");
  }

  @Test
  void passwordIsNotPrinted() throws Exception {
    StackFile stack = StackFile.obtain(file, Topology.Wish.NONE);
    assertThat(stack.toString()).doesNotContain(stack.databasePassword());
    assertThat(StackAddresses.of(stack).toString()).doesNotContain(stack.databasePassword());
  }
}
