package dev.classify.local;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Several commands that use one stack.
class SharedStackIT {

  @TempDir Path folder;

  private StubStack stub = new StubStack(Path.of("stub"), Map.of());

  @BeforeEach
  void useTemporaryHome() {
    stub = new StubStack(folder.resolve("home"), Map.of("SERVICE_STUB_DRAIN", "3"));
  }

  @AfterEach
  void stopWhatIsLeft() throws Exception {
    LocalStack.stop(stub.home(), true);
  }

  @Test
  void stackStopsWhenItsLastCommandEnds() throws Exception {
    LocalStack first = stub.start(StackMode.ATTACHED);
    LocalStack second = stub.start(StackMode.ATTACHED);
    assertThat(first.isOwned()).isTrue();
    assertThat(second.isOwned()).isFalse();
    assertThat(second.stays()).isFalse();
    first.close();
    await().during(2, SECONDS).until(() -> stub.alive().size() == 3);
    try (Connection database = StubStack.connect(second.addresses())) {
      assertThat(database.isValid(1)).isTrue();
    }

    // A third one comes while the stack stops: it waits, and starts the stack anew.
    second.close();
    await().atMost(20, SECONDS).until(() -> LocalStack.attach(stub.home()).isEmpty());
    try (LocalStack third = stub.start(StackMode.ATTACHED)) {
      assertThat(third.isOwned()).isTrue();
      assertThat(stub.progress()).contains("waiting for the stack that another command stops");
    }
    assertThat(stub.alive()).isEmpty();
    assertThat(stub.home().resolve("run/users")).isEmptyDirectory();
  }

  @Test
  void commandThatComesDuringAStartUsesThatStack() throws Exception {
    try (ExecutorService other = Executors.newSingleThreadExecutor()) {
      Future<LocalStack> starting = other.submit(() -> stub.start(StackMode.ATTACHED));
      // Its supervisor starts no part before the stack is its own.
      await().atMost(20, SECONDS).until(() -> stub.progress().contains("starting postgres"));
      try (LocalStack second = stub.start(StackMode.ATTACHED);
          LocalStack first = starting.get()) {
        assertThat(second.isOwned()).isFalse();
        assertThat(first.isOwned()).isTrue();
      }
    }
  }

  @Test
  void stackThatIsToStayOutlivesTheCommandThatStartedIt() throws Exception {
    LocalStack attached = stub.start(StackMode.ATTACHED);
    assertThat(attached.stays()).isFalse();
    assertThat(stub.tryStart(StackMode.DETACHED)).isInstanceOf(StartResult.AlreadyRunning.class);
    assertThat(attached.stays()).isTrue();
    attached.close();
    await().during(2, SECONDS).until(() -> stub.alive().size() == 3);
    assertThat(LocalStack.stop(stub.home(), true)).isTrue();
    assertThat(stub.alive()).isEmpty();
  }

  @Test
  void stackWhoseStateIsDamagedIsStopped() throws Exception {
    stub.start(StackMode.DETACHED);
    Files.writeString(stub.home().resolve("run/supervisor.json"), "garbage");
    Files.writeString(stub.stackFile(), "garbage");
    assertThat(LocalStack.stop(stub.home(), false)).isTrue();
    assertThat(stub.alive()).isEmpty();
    assertThat(stub.tryStart(StackMode.DETACHED)).isInstanceOf(StartResult.Started.class);
  }
}
