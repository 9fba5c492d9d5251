package dev.classify.local.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProcessIdentityTest {

  private final ProcessIdentity self = ProcessIdentity.ofThisProcess();

  @Test
  void stepOfTheClockHidesNoProcess() {
    assumeTrue(self.mark() != null, "needs /proc");
    long anHour = Duration.ofHours(1).toMillis();
    assertThat(new ProcessIdentity(self.pid(), self.startedMillis() + anHour, self.mark()).find())
        .contains(ProcessHandle.current());
  }

  @Test
  void otherProcessWithTheSameIdIsNotFound() {
    assumeTrue(self.mark() != null, "needs /proc");
    String earlier = self.mark().replaceFirst("/\\d+$", "/1");
    assertThat(new ProcessIdentity(self.pid(), self.startedMillis(), earlier).find()).isEmpty();
    String otherBoot = self.mark().replaceFirst("^[^/]+", "00000000-0000-0000-0000-000000000000");
    assertThat(new ProcessIdentity(self.pid(), self.startedMillis(), otherBoot).find()).isEmpty();
  }

  @Test
  void startDecidesWithoutAMark() {
    assertThat(new ProcessIdentity(self.pid(), self.startedMillis(), null).find()).isPresent();
    assertThat(new ProcessIdentity(self.pid(), self.startedMillis() - 60_000, null).find())
        .isEmpty();
  }

  @Test
  void textHoldsAllOfIt() {
    ProcessIdentity unmarked = new ProcessIdentity(7, 8, null);
    assertThat(ProcessIdentity.ofText(self.toText())).contains(self);
    assertThat(ProcessIdentity.ofText(unmarked.toText() + "\n")).contains(unmarked);
    assertThat(ProcessIdentity.ofText("")).isEqualTo(Optional.empty());
  }
}
