package dev.classify.projector.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.classify.store.Statements;
import dev.classify.store.TestDatabase;
import dev.classify.store.generated.GeneratedEvents;
import dev.classify.store.projections.EventBatch;
import dev.classify.store.projections.Projection;
import dev.classify.store.projections.ProjectionTables;
import dev.classify.store.projections.Projections;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ProjectionEngineTest {

  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private static final EngineSettings SETTINGS = new EngineSettings(50, Duration.ofMillis(20));

  private final List<ProjectionEngine> engines = new ArrayList<>();
  private final List<String> told = new CopyOnWriteArrayList<>();
  private final ProjectionTables tables = new ProjectionTables(DATABASE.dataSource());
  private long appended;

  private final EngineListener listener =
      new EngineListener() {
        @Override
        public void fenced(long newGeneration) {
          told.add("fenced " + newGeneration);
        }

        @Override
        public void refused(String problem, String fix) {
          told.add("refused " + problem + " fix: " + fix);
        }

        @Override
        public void failed(String projection, String reason) {
          told.add("failed " + projection + " " + reason);
        }

        @Override
        public void activated(String projection, long build) {
          told.add("activated " + projection);
        }
      };

  @AfterEach
  void stop() {
    engines.forEach(ProjectionEngine::stop);
  }

  @Test
  void everyReadModelEqualsTheLog() throws SQLException {
    append(3_000);
    engine().start(new Assignment("main", 1, 0, 1));
    caughtUp();
    append(500);
    caughtUp();
    assertThat(Recomputation.differences(DATABASE)).isEmpty();
  }

  @Test
  void eventsCountOnceWhilePartitionsChange() throws SQLException {
    append(1_000);
    ProjectionEngine one = engine();
    ProjectionEngine two = engine();
    ProjectionEngine three = engine();
    one.start(new Assignment("main", 1, 0, 1));
    append(500);
    // The first one is not stopped: its generation is over all the same.
    two.start(new Assignment("main", 2, 1, 3));
    append(500);
    three.start(new Assignment("main", 2, 2, 3));
    // Nobody has partition 0 for a while, so the next generation begins behind the others.
    append(500);
    await().until(() -> position(1) > 1_500 && position(2) > 1_500);
    one.start(new Assignment("main", 3, 0, 2));
    three.stop();
    two.start(new Assignment("main", 3, 1, 2));
    append(500);
    caughtUp();
    assertThat(Recomputation.differences(DATABASE)).isEmpty();
    assertThat(told).contains("fenced 2");
  }

  @Test
  void workerOfAnOlderGenerationWritesNothing() throws SQLException {
    append(100);
    ProjectionEngine late = engine();
    late.start(new Assignment("main", 1, 0, 1));
    caughtUp();
    engine().start(new Assignment("main", 2, 0, 1));
    append(100);
    caughtUp();
    assertThat(Recomputation.differences(DATABASE)).isEmpty();
    await().until(() -> told.contains("fenced 2"));
    late.start(new Assignment("main", 1, 0, 1));
    await().until(() -> told.stream().filter("fenced 2"::equals).count() == 2);
  }

  @Test
  void twoWorkersWithTheSamePartitionCountNothingTwice() throws SQLException {
    append(2_000);
    engine().start(new Assignment("main", 1, 0, 1));
    engine().start(new Assignment("main", 1, 0, 1));
    append(1_000);
    caughtUp();
    assertThat(Recomputation.differences(DATABASE)).isEmpty();
  }

  @Test
  void rebuildTakesThePlaceOfTheRowsThatAreShownOnceItHasCaughtUp() throws SQLException {
    append(1_000);
    engine().start(new Assignment("main", 1, 0, 1));
    caughtUp();
    DATABASE.execute("update confidence_counts set answers = answers + 1");
    assertThat(Recomputation.differences(DATABASE)).containsOnlyKeys("confidence");
    long build = tables.rebuild("confidence");
    await().until(() -> told.contains("activated confidence"));
    append(300);
    caughtUp();
    assertThat(Recomputation.differences(DATABASE)).isEmpty();
    await()
        .untilAsserted(
            () ->
                assertThat(DATABASE.texts("select distinct build::text from confidence_counts"))
                    .containsExactly(String.valueOf(build)));
    await()
        .until(
            () ->
                DATABASE.number("select count(*) from projection_builds where state = 'retired'")
                    == 0);
  }

  @Test
  void rebuildNeedsEveryPartition() throws SQLException {
    append(500);
    ProjectionEngine one = engine();
    ProjectionEngine two = engine();
    one.start(new Assignment("main", 1, 0, 2));
    two.start(new Assignment("main", 1, 1, 2));
    caughtUp();
    two.stop();
    tables.rebuild("taxonomy");
    append(100);
    await().until(() -> position(0) >= 600);
    assertThat(told).isEmpty();
    two.start(new Assignment("main", 1, 1, 2));
    await().until(() -> told.contains("activated taxonomy"));
    caughtUp();
    assertThat(Recomputation.differences(DATABASE)).isEmpty();
  }

  @Test
  void pausedProjectionStaysWhereItIsAndTheOthersContinue() throws SQLException {
    append(200);
    ProjectionEngine engine = engine();
    engine.start(new Assignment("main", 1, 0, 1));
    caughtUp();
    assertThat(tables.pause("taxonomy", "ann wants to look")).isOne();
    append(200);
    await().until(() -> tables.status().stream().filter(one -> one.position() >= 400).count() == 4);
    assertThat(Recomputation.differences(DATABASE)).containsOnlyKeys("taxonomy");
    await()
        .untilAsserted(
            () ->
                assertThat(engine.state())
                    .anyMatch(
                        state ->
                            state.projection().equals("taxonomy")
                                && "paused".equals(state.stop())
                                && state.position() == 200
                                && state.lagEvents() == 200
                                && state.lagSeconds() > 0));
    assertThat(tables.resume("taxonomy")).isOne();
    caughtUp();
    assertThat(Recomputation.differences(DATABASE)).isEmpty();
  }

  /// Cannot read the event of one subject.
  private static final class Choosy implements Projection {

    private final int version;
    private volatile boolean content;

    Choosy(int version, boolean content) {
      this.version = version;
      this.content = content;
    }

    @Override
    public String name() {
      return "choosy";
    }

    @Override
    public int version() {
      return version;
    }

    @Override
    public List<String> tables() {
      return List.of("confidence_counts");
    }

    @Override
    public void apply(Handle handle, EventBatch batch) {
      batch.events().stream()
          .filter(event -> !content && event.position() == 77)
          .findFirst()
          .ifPresent(
              event -> {
                throw new IllegalArgumentException("no number in " + event.subject());
              });
    }
  }

  @Test
  void projectionFailsAtTheEventThatItCannotReadAndTheOthersContinue() throws SQLException {
    append(200);
    Choosy choosy = new Choosy(1, false);
    List<Projection> projections = new ArrayList<>(Projections.ALL);
    projections.add(choosy);
    engine(projections).start(new Assignment("main", 1, 0, 1));
    await().until(() -> !told.isEmpty());
    assertThat(told).singleElement().asString().startsWith("failed choosy event 77 cannot be");
    await().until(() -> tables.status().stream().filter(one -> one.position() >= 200).count() == 5);
    assertThat(tables.status())
        .filteredOn(one -> one.projection().equals("choosy"))
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.position()).isEqualTo(76);
              assertThat(one.stop()).isEqualTo("failed");
            });
    assertThat(Recomputation.differences(DATABASE)).isEmpty();
    choosy.content = true;
    tables.resume("choosy");
    caughtUp();
  }

  @Test
  void newVersionIsBuiltBesideTheOldRows() throws SQLException {
    append(200);
    ProjectionEngine old = engine(List.of(new Choosy(1, true)));
    old.start(new Assignment("main", 1, 0, 1));
    caughtUp();
    old.stop();
    engine(List.of(new Choosy(2, true))).start(new Assignment("main", 2, 0, 1));
    await().until(() -> told.contains("activated choosy"));
    old.start(new Assignment("main", 3, 0, 1));
    await().until(() -> DATABASE.number("select generation from replica_sets") == 3);
    assertThat(
            DATABASE.texts("select version::text from projection_builds where state <> 'retired'"))
        .as("an older program does not bring its version back")
        .containsExactly("2");
  }

  @Test
  void projectionBelongsToOneReplicaSet() throws SQLException {
    append(10);
    engine().start(new Assignment("main", 1, 0, 1));
    caughtUp();
    engine().start(new Assignment("other", 1, 0, 1));
    await().until(() -> !told.isEmpty());
    assertThat(told)
        .singleElement()
        .asString()
        .contains("belongs to the replica set main, not to other", "fix: start");
  }

  @Test
  void stoppedEngineHasNoTransactionOpen() throws SQLException {
    append(5_000);
    ProjectionEngine engine = engine();
    engine.start(new Assignment("main", 1, 0, 1));
    await().until(() -> position(0) > 0);
    engine.stop();
    long position = position(0);
    assertThat(engine.state()).isEmpty();
    assertThat(position).isLessThan(5_000);
    engine.start(new Assignment("main", 1, 0, 1));
    caughtUp();
    assertThat(Recomputation.differences(DATABASE)).isEmpty();
  }

  @Test
  void oldEventsAreDeletedOnceEveryProjectionHasReadThem() throws SQLException {
    append(300);
    ProjectionEngine engine =
        new ProjectionEngine(
            DATABASE.dataSource(),
            Projections.ALL,
            new EngineSettings(50, Duration.ofMillis(20), Duration.ofDays(30)),
            listener);
    engines.add(engine);
    engine.start(new Assignment("main", 1, 0, 1));
    caughtUp();
    tables.pause("confidence", "ann wants to look");
    DATABASE.execute("update events set at = now() - interval '31 days' where position <= 200");
    await().until(() -> DATABASE.number("select min(position) from events") == 201);
    append(100);
    await().until(() -> tables.status().stream().filter(one -> one.position() >= 400).count() == 4);
    DATABASE.execute("update events set at = now() - interval '31 days'");
    await().until(() -> DATABASE.number("select min(position) from events") == 301);
    tables.resume("confidence");
    await().until(() -> DATABASE.number("select count(*) from events") == 0);
  }

  private ProjectionEngine engine() {
    return engine(Projections.ALL);
  }

  private ProjectionEngine engine(List<Projection> projections) {
    ProjectionEngine engine =
        new ProjectionEngine(DATABASE.dataSource(), projections, SETTINGS, listener);
    engines.add(engine);
    return engine;
  }

  private void append(int events) throws SQLException {
    long first = appended + 1;
    appended += events;
    new Statements(DATABASE.owner())
        .inTransaction(
            handle -> {
              GeneratedEvents.appendIn(handle, first, appended, 400);
              return appended;
            });
  }

  private long position(int partition) throws SQLException {
    return DATABASE.number(
        """
        select coalesce(min(position), 0) from projection_lag
         where partition = %d and state = 'active'
        """
            .formatted(partition));
  }

  private void caughtUp() {
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                DATABASE.number(
                        """
                        select case when count(*) > 0 then sum(lag_events) else 1 end
                          from projection_lag
                        """)
                    == 0);
  }
}
