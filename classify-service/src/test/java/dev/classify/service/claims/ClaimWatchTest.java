package dev.classify.service.claims;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.classify.service.send.StepTime;
import dev.classify.service.send.StillWaiting;
import dev.classify.service.send.WorkerClock;
import dev.classify.store.claims.ContentWaits;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class ClaimWatchTest {

  private final WorkerClock clock = WorkerClock.system();
  private final ConcurrentHashMap<String, ContentWaits.Wait> waits = new ConcurrentHashMap<>();
  private final AtomicInteger looks = new AtomicInteger();
  private final AtomicBoolean stopping = new AtomicBoolean();
  private final AtomicBoolean down = new AtomicBoolean();
  private final ClaimWatch watch = new ClaimWatch(this::look, clock);

  @Test
  void oneLookASecondServesAllBatchesThatWait() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Optional<String>>> ends = new ArrayList<>();
      for (int i = 0; i < 300; i++) {
        String batch = "batch " + i;
        waits.put(batch, new ContentWaits.Wait(batch, false, null));
        ends.add(threads.submit(() -> await(batch)));
      }
      long begun = System.nanoTime();
      Awaitility.await().until(() -> looks.get() >= 3);
      long seconds = Duration.ofNanos(System.nanoTime() - begun).toSeconds();
      assertThat(looks.get()).isLessThanOrEqualTo((int) seconds + 1);
      assertThat(ends).noneMatch(Future::isDone);

      waits.replaceAll((batch, _) -> new ContentWaits.Wait(batch, true, null));
      for (Future<Optional<String>> end : ends) {
        assertThat(end.get()).isEmpty();
      }
    }
  }

  @Test
  void waitEndsWithTheReasonIfItsJobIsStopped() throws Exception {
    waits.put("batch", new ContentWaits.Wait("batch", false, "cancelled by a person"));
    assertThat(await("batch")).contains("cancelled by a person");
  }

  @Test
  void waitThatNobodyKnowsIsOver() throws Exception {
    assertThat(await("batch")).isEmpty();
  }

  @Test
  void stepEndsWhenItsWorkerStopsOrTheDatabaseIsDown() {
    waits.put("batch", new ContentWaits.Wait("batch", false, null));
    down.set(true);
    assertThatThrownBy(() -> await("batch")).isInstanceOf(SQLException.class);
    stopping.set(true);
    assertThatThrownBy(() -> await("batch")).isInstanceOf(StillWaiting.class);
  }

  private Optional<String> await(String batch) throws Exception {
    return watch.await(batch, "another job", StepTime.from(clock, stopping::get));
  }

  private List<ContentWaits.Wait> look(Collection<String> batchKeys) throws SQLException {
    looks.incrementAndGet();
    if (down.get()) {
      throw new SQLException("the database is down");
    }
    return batchKeys.stream().map(waits::get).filter(wait -> wait != null).toList();
  }
}
