package dev.classify.projector.membership;

import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.api.Membership;
import dev.classify.api.Membership.Phase;
import dev.classify.api.ReplicaSetTiming;
import dev.classify.api.SignOfLife;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ReplicaSetMemberTest {

  private static final ReplicaSetTiming TIMING = new ReplicaSetTiming(20, 200, 400, 20, 0);

  private final List<String> done = Collections.synchronizedList(new ArrayList<>());
  private final List<SignOfLife> signs = Collections.synchronizedList(new ArrayList<>());
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final CountDownLatch stopMayEnd = new CountDownLatch(1);
  private volatile boolean slowStop;
  private volatile Function<SignOfLife, Membership> answer =
      sign -> new Membership(1, 1, 0, Phase.PROCESSING, 1, 20);
  private volatile boolean away;
  private volatile boolean databaseAway;

  private final Coordinator coordinator =
      new Coordinator() {
        @Override
        public Membership beat(SignOfLife sign) throws CoordinatorAway {
          if (away) {
            throw new CoordinatorAway("connection refused", false);
          }
          signs.add(sign);
          return answer.apply(sign);
        }

        @Override
        public void leave(SignOfLife sign) {
          done.add("leave");
        }
      };

  private final PartitionWork work =
      new PartitionWork() {
        @Override
        public String database() throws SQLException {
          if (databaseAway) {
            throw new SQLException("connection refused");
          }
          return "classify.public@1";
        }

        @Override
        public void start(long generation, int partition, int partitions) {
          done.add("start %d %d/%d".formatted(generation, partition, partitions));
        }

        @Override
        public void stop() {
          if (slowStop) {
            try {
              assertThat(stopMayEnd.await(10, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException _) {
              Thread.currentThread().interrupt();
            }
          }
          done.add("stop");
        }
      };

  private final ReplicaSetMember member =
      new ReplicaSetMember(
          "main", "w1", "test", TIMING, coordinator, work, new MemberMetrics(registry, "main"));
  private final Thread thread =
      Thread.ofVirtual()
          .unstarted(
              () -> {
                try {
                  member.run();
                } catch (InterruptedException _) {
                  Thread.currentThread().interrupt();
                }
              });

  @AfterEach
  void end() throws Exception {
    stopMayEnd.countDown();
    member.close();
    thread.join();
  }

  private void await(String... expected) {
    Awaitility.await().until(() -> done.equals(List.of(expected)));
  }

  @Test
  void workBeginsOnceTheGenerationIsAcknowledgedAndProcesses() {
    answer =
        sign ->
            sign.acknowledged() < 1
                ? new Membership(1, 2, 1, Phase.COORDINATING, 2, 20)
                : new Membership(1, 2, 1, Phase.PROCESSING, 2, 20);
    thread.start();
    await("start 1 1/2");
  }

  @Test
  void workStopsBeforeANewGenerationIsAcknowledged() {
    thread.start();
    await("start 1 0/1");
    slowStop = true;
    signs.clear();
    answer = _ -> new Membership(2, 2, 0, Phase.COORDINATING, 2, 20);
    Awaitility.await().until(() -> signs.size() > 4);
    assertThat(signs).as("it gives signs of life meanwhile").allMatch(s -> s.acknowledged() == 1);
    stopMayEnd.countDown();
    Awaitility.await().until(() -> signs.getLast().acknowledged() == 2 && done.contains("stop"));
    answer = _ -> new Membership(2, 2, 0, Phase.PROCESSING, 2, 20);
    await("start 1 0/1", "stop", "start 2 0/2");
    assertThat(registry.get("classify.projector.reconfigurations").counter().count()).isEqualTo(1);
  }

  @Test
  void workGoesOnWhileTheCoordinatorIsAway() throws Exception {
    thread.start();
    await("start 1 0/1");
    away = true;
    Thread.sleep(200);
    assertThat(done).containsExactly("start 1 0/1");
    assertThat(registry.get("classify.projector.coordinator.up").gauge().value()).isZero();
    away = false;
    Awaitility.await()
        .until(() -> registry.get("classify.projector.coordinator.up").gauge().value() == 1);
    assertThat(done).containsExactly("start 1 0/1");
  }

  /// It slept, was given up, and the others have begun a generation without it.
  @Test
  void workStopsAtOnceWhenTheDatabaseRefusesItEvenWithoutCoordinator() {
    thread.start();
    await("start 1 0/1");
    away = true;
    member.fenced(5);
    await("start 1 0/1", "stop");
    answer = sign -> new Membership(sign.seen(), 0, null, Phase.GATHERING, 1, 20);
    signs.clear();
    away = false;
    Awaitility.await().until(() -> !signs.isEmpty());
    assertThat(signs.getFirst().seen()).isEqualTo(5);
  }

  /// Restate was set up anew.
  @Test
  void workGoesOnWhileACoordinatorThatLostItsStateGathersTheWorkers() throws Exception {
    thread.start();
    await("start 1 0/1");
    answer = sign -> new Membership(sign.seen(), 0, null, Phase.GATHERING, 1, 20);
    Thread.sleep(200);
    assertThat(done).containsExactly("start 1 0/1");
  }

  /// It would hold a partition that nobody else can have.
  @Test
  void memberJoinsOnceItsDatabaseAnswersAndSaysWhichOneItIs() throws Exception {
    databaseAway = true;
    thread.start();
    Thread.sleep(200);
    assertThat(signs).isEmpty();
    databaseAway = false;
    await("start 1 0/1");
    assertThat(signs).extracting(SignOfLife::database).containsOnly("classify.public@1");
  }

  @Test
  void memberThatIsClosedStopsItsWorkAndLeaves() throws Exception {
    thread.start();
    await("start 1 0/1");
    member.close();
    thread.join();
    assertThat(done).containsExactly("start 1 0/1", "stop", "leave");
  }
}
