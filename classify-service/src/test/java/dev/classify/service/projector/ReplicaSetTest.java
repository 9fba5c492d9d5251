package dev.classify.service.projector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.classify.api.Membership;
import dev.classify.api.Membership.Phase;
import dev.classify.api.ReplicaSetTiming;
import dev.classify.api.SignOfLife;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class ReplicaSetTest {

  private static final ReplicaSetTiming TIMING =
      new ReplicaSetTiming(5_000, 30_000, 60_000, 1_000, 5_000);

  private ReplicaSetState state = ReplicaSetState.EMPTY;
  private final List<String> log = new ArrayList<>();
  private long now = 1_000_000;

  private Membership beat(String worker, long acknowledged) {
    return beat(worker, acknowledged, 0);
  }

  private Membership beat(String worker, long acknowledged, long seen) {
    return beat(worker, acknowledged, seen, "classify.public@1");
  }

  private Membership beat(String worker, long acknowledged, long seen, @Nullable String database) {
    ReplicaSet set = new ReplicaSet("main", state);
    Membership membership =
        set.beat(
            now, new SignOfLife(worker, "name-" + worker, TIMING, acknowledged, seen, database));
    keep(set);
    return membership;
  }

  private void leave(String worker) {
    ReplicaSet set = new ReplicaSet("main", state);
    set.leave(now, worker);
    keep(set);
  }

  private void keep(ReplicaSet set) {
    set.newTimer();
    state = set.state();
    set.events().forEach(event -> log.add((event.warning() ? "WARN " : "") + event.text()));
  }

  /// Time passes, and the timers of Restate fire on their way.
  private void pass(long millis) {
    long until = now + millis;
    while (state.sweepAt() != null && state.sweepAt() <= until) {
      long due = state.sweepAt();
      now = Math.max(now, due);
      ReplicaSet set = new ReplicaSet("main", state);
      set.sweep(now, due);
      keep(set);
    }
    now = until;
  }

  /// A generation of these workers that processes.
  private void processing(String... workers) {
    for (String worker : workers) {
      beat(worker, 0);
    }
    pass(5_000);
    for (String worker : workers) {
      beat(worker, state.generation());
    }
    assertThat(state.phase()).isEqualTo(Phase.PROCESSING);
  }

  @Test
  void firstWorkerTakesPartitionZeroOfOneAfterTheRegistrationWait() {
    Membership first = beat("a", 0);
    assertThat(first.partition()).isNull();
    assertThat(first.nextBeat()).isEqualTo(5_000);
    pass(5_010);
    assertThat(beat("a", 0).phase()).isEqualTo(Phase.COORDINATING);
    Membership second = beat("a", 1);
    assertThat(second).isEqualTo(new Membership(1, 1, 0, Phase.PROCESSING, 1, 5_000));
    assertThat(second.mayProcess()).isTrue();
  }

  @Test
  void workersThatStartTogetherMakeOneGeneration() {
    processing("a", "b", "c");
    assertThat(state.generation()).isEqualTo(1);
    assertThat(state.members()).extracting(each -> each.partition()).containsExactly(0, 1, 2);
  }

  @Test
  void nobodyProcessesANewGenerationBeforeAllHaveStoppedTheOld() {
    processing("a");
    beat("b", 0);
    pass(5_000);
    assertThat(beat("b", 2).mayProcess()).isFalse();
    assertThat(beat("b", 2).nextBeat()).isEqualTo(1_000);
    assertThat(beat("a", 1).mayProcess()).isFalse();
    assertThat(beat("a", 2).mayProcess()).isTrue();
    assertThat(beat("b", 2).mayProcess()).isTrue();
  }

  /// The worker that processes hears of the new generation when it begins, not a heartbeat later.
  @Test
  void workerIsToldToAskAgainWhenAGenerationBegins() {
    processing("a");
    pass(2_000);
    beat("b", 0);
    pass(3_000);
    assertThat(beat("a", 1).nextBeat()).isEqualTo(2_010);
  }

  @Test
  void workersThatLeaveTogetherMakeOneGeneration() {
    processing("a", "b", "c", "d", "e");
    leave("c");
    leave("d");
    leave("e");
    pass(1_000);
    assertThat(beat("a", 1)).isEqualTo(new Membership(2, 2, 0, Phase.COORDINATING, 2, 1_000));
    assertThat(beat("b", 2).partition()).isEqualTo(1);
  }

  @Test
  void partitionOfASilentWorkerIsTakenOverAtOnceWhenItIsStale() {
    processing("a", "b");
    long silentSince = now;
    pass(27_000);
    Membership before = beat("a", 1);
    assertThat(before.nextBeat()).isEqualTo(3_010);
    pass(before.nextBeat());
    assertThat(now - silentSince).isEqualTo(30_010);
    assertThat(beat("a", 1).phase()).isEqualTo(Phase.COORDINATING);
    assertThat(beat("a", 2)).isEqualTo(new Membership(2, 1, 0, Phase.PROCESSING, 1, 5_000));
    assertThat(log)
        .contains("WARN Stale worker cleaned replica_set=main worker=b name=name-b silent=30000ms");
  }

  @Test
  void workerThatWakesUpAfterItWasGivenUpJoinsAgain() {
    processing("a", "b");
    for (int i = 0; i < 8; i++) {
      pass(5_000);
      beat("a", state.generation());
    }
    Membership late = beat("b", 1);
    assertThat(late.generation()).isEqualTo(2);
    assertThat(late.mayProcess()).isFalse();
    pass(5_000);
    beat("a", 3);
    assertThat(beat("b", 3).mayProcess()).isTrue();
  }

  @Test
  void workerThatDoesNotStopIsDroppedAfterTheCoordinationTimeout() {
    processing("a");
    beat("b", 0);
    pass(5_000);
    for (int i = 0; i < 60; i++) {
      beat("a", 1);
      beat("b", 2);
      pass(1_000);
    }
    assertThat(log)
        .contains("WARN Coordination timeout replica_set=main generation=2 worker=a name=name-a");
    assertThat(beat("b", 3)).isEqualTo(new Membership(3, 1, 0, Phase.PROCESSING, 1, 5_000));
  }

  @Test
  void workerThatJoinsDuringACoordinationWaitsForItsEnd() {
    processing("a");
    beat("b", 0);
    pass(5_000);
    beat("c", 0);
    beat("b", 2);
    pass(10_000);
    assertThat(state.generation()).isEqualTo(2);
    beat("a", 2);
    assertThat(state.generation()).isEqualTo(3);
    assertThat(state.partitions()).isEqualTo(3);
  }

  @Test
  void workerThatLeavesDuringACoordinationDoesNotHoldItUp() {
    processing("a", "b");
    leave("b");
    pass(1_000);
    beat("c", 0);
    leave("c");
    beat("a", 2);
    assertThat(state.phase()).isEqualTo(Phase.PROCESSING);
    pass(5_000);
    assertThat(state.generation()).as("nobody is there who was not before").isEqualTo(2);
  }

  /// Restate was set up anew beside a database that knows of generations.
  @Test
  void coordinatorThatLostItsStateContinuesAboveTheGenerationOfTheDatabase() {
    Membership lost = beat("a", 41, 41);
    assertThat(lost.generation()).isEqualTo(41);
    assertThat(lost.phase()).isEqualTo(Phase.GATHERING);
    beat("b", 41, 41);
    pass(5_000);
    assertThat(beat("a", 42, 41)).isEqualTo(new Membership(42, 2, 0, Phase.COORDINATING, 2, 1_000));
    assertThat(log).anyMatch(line -> line.startsWith("WARN Partition assignment mismatch"));
  }

  @Test
  void outageOfTheCoordinatorCostsNobodyItsPartition() {
    processing("a", "b");
    now += 600_000;
    assertThat(beat("b", 1).mayProcess()).isTrue();
    pass(5_000);
    assertThat(beat("a", 1).mayProcess()).isTrue();
    assertThat(state.generation()).isEqualTo(1);
  }

  @Test
  void workerThatDiedDuringAnOutageIsStillGivenUp() {
    processing("a", "b");
    now += 600_000;
    beat("b", 1);
    pass(10_000);
    beat("b", 1);
    assertThat(state.members()).extracting(each -> each.worker()).containsExactly("b");
  }

  @Test
  void setWithoutWorkersSetsNoTimer() {
    processing("a");
    leave("a");
    pass(120_000);
    assertThat(state.sweepAt()).isNull();
    assertThat(state.partitions()).isZero();
    assertThat(state.generation()).isEqualTo(1);
  }

  @Test
  void setHasRoomForSixtyFourWorkers() {
    for (int i = 0; i < ReplicaSet.MEMBERS_MAX; i++) {
      beat("w" + i, 0);
    }
    assertThatThrownBy(() -> beat("one-more", 0)).hasMessageContaining("64 projectors");
  }

  /// They would share one plan of partitions, and each do a part of both logs.
  @Test
  void setOfTheSameNameOnAnotherDatabaseIsRefusedUntilTheFirstHasStopped() {
    processing("a");
    ReplicaSetState before = state;
    assertThatThrownBy(() -> beat("b", 0, 0, "classify.public@2"))
        .hasMessageContainingAll(
            "works on the database classify.public@1",
            "this projector on classify.public@2",
            "fix: give one of them another PROJECTOR_REPLICA_SET");
    assertThat(state).isEqualTo(before);
    pass(29_000);
    assertThatThrownBy(() -> beat("b", 0, 0, "classify.public@2"))
        .hasMessageContaining("works on the database classify.public@1");
    pass(1_010);
    beat("b", 0, 0, "classify.public@2");
    assertThatThrownBy(() -> beat("a", 1))
        .hasMessageContaining("this projector on classify.public@1");
    leave("b");
    assertThat(beat("a", 1).workers()).isEqualTo(1);
  }

  /// While an upgrade is rolled out.
  @Test
  void projectorThatDoesNotNameItsDatabaseMayJoin() {
    beat("a", 0, 0, null);
    beat("b", 0);
    assertThat(beat("c", 0, 0, null).workers()).isEqualTo(3);
    assertThatThrownBy(() -> beat("d", 0, 0, "classify.public@2"))
        .hasMessageContaining("works on the database classify.public@1");
  }

  /// In Restate each would be a timer that stays until it fires.
  @Test
  void timersAreSetOnlyForWhatNoOtherTimerCovers() {
    processing("a", "b", "c");
    int timers = 0;
    for (int second = 0; second < 3_600; second += 5) {
      for (String worker : List.of("a", "b", "c")) {
        ReplicaSet set = new ReplicaSet("main", state);
        set.beat(now, new SignOfLife(worker, worker, TIMING, 1, 1, null));
        OptionalLong timer = set.newTimer();
        timers += timer.isPresent() ? 1 : 0;
        state = set.state();
      }
      pass(5_000);
    }
    assertThat(timers).isLessThanOrEqualTo(1);
  }
}
