package dev.classify.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class BatchJournalTest {

  @Test
  void boundGrowsWithTheRequestsSent() {
    assertThat(new BatchJournal("batch", 0, 0).bound()).isEqualTo(5);
    assertThat(new BatchJournal("batch", 0, 10).bound()).isEqualTo(25);
  }

  @Test
  void shorterJournalOfFewerRequestsMayBeTheWorst() {
    Map<String, Integer> entries = Map.of("many", 24, "few", 9, "none", 3);
    assertThat(BatchJournal.worst(entries, Map.of("many", 10, "few", 1)))
        .contains(new BatchJournal("few", 9, 1));
  }

  @Test
  void batchWithoutARequestHasTheSmallestBound() {
    assertThat(BatchJournal.worst(Map.of("waiting", 66), Map.of("other", 3)))
        .contains(new BatchJournal("waiting", 66, 0));
  }

  @Test
  void nothingInFlightHasNoJournal() {
    assertThat(BatchJournal.worst(Map.of(), Map.of("done", 3))).isEmpty();
  }
}
