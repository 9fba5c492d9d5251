package dev.classify.local.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProcessTimeTest {

  @Test
  void timeOfAProcessIncludesItsChildrenThatHaveEnded() {
    String stat =
        "42 (a) name (x) S 1 42 42 0 -1 4194560 5100 3000 1 0 150 50 20 5 20 0 27 0 100 0 0";

    assertThat(ProcessTime.ofStat(stat)).isEqualTo(Duration.ofMillis(2_250));
  }

  @Test
  void childThatHasEndedStillCounts() throws Exception {
    assumeThat(Files.exists(Path.of("/proc/self/stat"))).isTrue();
    long self = ProcessHandle.current().pid();
    Duration before = ProcessTime.ofTree(self);

    Process busy =
        new ProcessBuilder("sh", "-c", "i=0; while [ $i -lt 300000 ]; do i=$((i+1)); done").start();
    assertThat(busy.waitFor()).isZero();
    Duration ofChild = ProcessTime.ofTree(self).minus(before);

    assertThat(ofChild).isGreaterThan(Duration.ofMillis(50));
    assertThat(ProcessTime.ofTree(Long.MAX_VALUE)).isEqualTo(Duration.ZERO);
  }
}
