package dev.classify.store.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.classify.store.TestDatabase;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

class UploadsTest {

  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private Uploads uploads;
  private RunnerTasks tasks;

  @BeforeEach
  void create() {
    uploads = new Uploads(DATABASE.dataSource());
    tasks = new RunnerTasks(DATABASE.dataSource());
  }

  private Upload store(byte[] content) throws Exception {
    String id = uploads.begin("rows.csv", "anna").orElseThrow();
    return uploads.store(id, new ByteArrayInputStream(content));
  }

  @Test
  void fileOfSeveralPartsIsReadAsItWasStored() throws Exception {
    byte[] content = new byte[2 * Uploads.PART_BYTES + 17];
    new Random(1).nextBytes(content);
    Upload stored = store(content);

    assertThat(stored.bytes()).isEqualTo(content.length);
    assertThat(stored.contentHash()).hasSize(64);
    assertThat(uploads.find(stored.uploadId())).contains(stored);
    assertThat(DATABASE.number("select count(*) from upload_parts")).isEqualTo(3);
    try (InputStream read = uploads.content(stored.uploadId())) {
      assertThat(read.readAllBytes()).isEqualTo(content);
    }
  }

  @Test
  void fileWhoseSenderGoesAwayLeavesNothing() throws Exception {
    String id = uploads.begin("rows.csv", "anna").orElseThrow();
    InputStream broken =
        new SequenceInputStream(
            new ByteArrayInputStream(new byte[Uploads.PART_BYTES]), new BrokenStream());

    assertThatThrownBy(() -> uploads.store(id, broken)).hasMessage("gone");
    assertThat(DATABASE.number("select count(*) from uploads")).isZero();
    assertThat(DATABASE.number("select count(*) from upload_parts")).isZero();
  }

  @Test
  void oldestFileGivesItsPlaceAwayUnlessATaskNeedsIt() throws Exception {
    Upload needed = store(new byte[] {1});
    tasks.ask(
        new RunnerTasks.Wish(
            RunnerTask.Kind.RUN, needed.uploadId(), null, TaskSettings.NONE, "anna"),
        null);
    Upload oldest = store(new byte[] {2});
    for (int i = 2; i < Uploads.UPLOADS_MAX; i++) {
      store(new byte[] {3});
    }

    store(new byte[] {4});
    assertThat(uploads.find(oldest.uploadId())).isEmpty();
    assertThat(uploads.find(needed.uploadId())).isPresent();
    assertThat(DATABASE.number("select count(*) from uploads")).isEqualTo(Uploads.UPLOADS_MAX);
  }

  @Test
  void noFileIsTakenWhileOpenTasksNeedThemAll() throws Exception {
    for (int i = 0; i < Uploads.UPLOADS_MAX; i++) {
      Upload upload = store(new byte[] {1});
      tasks.ask(
          new RunnerTasks.Wish(
              RunnerTask.Kind.RUN, upload.uploadId(), null, TaskSettings.NONE, "anna"),
          null);
    }

    assertThat(uploads.begin("more.csv", "anna")).isEmpty();
  }

  @Test
  @Timeout(30)
  void fileIsNotDeletedWhileATaskIsBeingAskedOverIt() throws Exception {
    Upload oldest = store(new byte[] {1});
    for (int i = 1; i < Uploads.UPLOADS_MAX; i++) {
      store(new byte[] {2});
    }
    RunnerTasks.Wish wish =
        new RunnerTasks.Wish(
            RunnerTask.Kind.RUN, oldest.uploadId(), null, TaskSettings.NONE, "anna");
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<RunnerTasks.Asked> asked;
      Future<Optional<String>> begun;
      try (Connection other = DATABASE.dataSource().getConnection()) {
        // An equal key that is not committed holds up the next one just before its task is there.
        other.setAutoCommit(false);
        try (Statement statement = other.createStatement()) {
          statement.execute(
              """
              insert into runner_tasks (task_id, kind, settings, asked_by, idempotency_key)
              values ('other', 'cancel', '{}', 'anna', 'key')
              """);
        }
        asked = threads.submit(() -> tasks.ask(wish, new RunnerTasks.Once("key", "hash")));
        awaitWaiting(1);
        begun = threads.submit(() -> uploads.begin("more.csv", "anna"));
        awaitWaiting(2);
        other.rollback();
      }
      assertThat(asked.get()).isInstanceOf(RunnerTasks.Asked.Accepted.class);
      assertThat(begun.get()).isPresent();
    }
    assertThat(uploads.find(oldest.uploadId())).isPresent();
  }

  private static void awaitWaiting(int statements) throws Exception {
    while (DATABASE.number("select count(*) from pg_locks where not granted") < statements) {
      Thread.sleep(20);
    }
  }

  @Test
  void fileIsKeptForSomeTimeAfterItsLastTask() throws Exception {
    Upload upload = store(new byte[] {1});
    tasks.ask(
        new RunnerTasks.Wish(
            RunnerTask.Kind.RUN, upload.uploadId(), null, TaskSettings.NONE, "anna"),
        null);
    DATABASE.execute("update uploads set uploaded_at = now() - interval '20 days'");
    DATABASE.execute(
        "update runner_tasks set state = 'done', ended_at = now() - interval '6 days'");
    store(new byte[] {2});
    assertThat(uploads.find(upload.uploadId())).isPresent();

    DATABASE.execute("update runner_tasks set ended_at = now() - interval '8 days'");
    store(new byte[] {3});
    assertThat(uploads.find(upload.uploadId())).isEmpty();
    assertThat(DATABASE.texts("select coalesce(upload_id, 'gone') from runner_tasks"))
        .containsExactly("gone");
  }

  private static final class BrokenStream extends InputStream {
    @Override
    public int read() throws IOException {
      throw new IOException("gone");
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      return read();
    }
  }
}
