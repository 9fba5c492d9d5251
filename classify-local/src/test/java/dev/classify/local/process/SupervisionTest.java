package dev.classify.local.process;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.classify.exit.CommandFailure;
import dev.classify.local.process.Component.Program;
import dev.classify.local.process.Component.Stop;
import dev.classify.local.process.Component.StopSignal;
import dev.classify.local.process.Component.Summoned;
import dev.classify.local.process.Component.Task;
import dev.classify.local.process.ComponentStatus.State;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// Its methods share nothing, and wait for restarts and for programs that do not stop.
@Execution(ExecutionMode.CONCURRENT)
class SupervisionTest implements Supervision.Listener {

  @TempDir Path folder;

  private final List<String> events = new CopyOnWriteArrayList<>();
  private @Nullable Supervision supervision;

  @AfterEach
  void stop() throws Exception {
    if (supervision != null) {
      supervision.stop();
    }
  }

  @Test
  void componentStartsOnlyWhenWhatItNeedsIsReady() throws Exception {
    supervise(
            program("first", List.of(), "sleep 0.3; touch ready; exec sleep 60"),
            new Task("second", List.of("first"), () -> events.add("first is ready: " + exists())))
        .start();
    assertThat(events)
        .containsSubsequence("starting first", "starting second", "first is ready: true");
  }

  @Test
  void summonedProgramRunsWhileItIsWanted() throws Exception {
    Path wanted = folder.resolve("wanted");
    Supervision waiting =
        supervise(
            new Summoned(
                "helper",
                wanted,
                List.of(),
                new Command(
                    List.of("/bin/sh", "-c", "sleep 0.5; rm \"$0\"", wanted.toString()),
                    System.getenv()),
                Stop.BY_TERM));
    waiting.start();
    assertThat(waiting.statuses()).isEmpty();
    Files.createFile(wanted);
    await().atMost(5, SECONDS).until(() -> !waiting.statuses().isEmpty());
    await().atMost(5, SECONDS).until(() -> waiting.statuses().isEmpty());
    assertThat(wanted).doesNotExist();
  }

  @Test
  void summonedProgramThatFailsIsStartedAgain() throws Exception {
    Path wanted = Files.createFile(folder.resolve("wanted"));
    Path count = folder.resolve("count");
    supervise(
            new Summoned(
                "helper",
                wanted,
                List.of(),
                new Command(
                    List.of("/bin/sh", "-c", "echo x >> \"$0\"; exit 1", count.toString()),
                    System.getenv()),
                Stop.BY_TERM))
        .start();
    await()
        .atMost(10, SECONDS)
        .until(() -> Files.exists(count) && Files.readAllLines(count).size() > 1);
  }

  @Test
  void componentBeforeWhatItNeedsIsAnErrorOfTheProgram() {
    assertThatThrownBy(() -> supervise(new Task("early", List.of("late"), () -> {})))
        .hasMessage("listed before a component that it needs: early");
  }

  @Test
  void programThatNeverLivesIsGivenUpWithTheEndOfItsLog() {
    Supervision broken = supervise(program("broken", List.of(), "echo no disk; exit 3"));
    assertThatThrownBy(broken::start)
        .isInstanceOf(CommandFailure.class)
        .hasMessageStartingWith("broken ended 6 times in a row, the last time with exit code 3")
        .hasMessageContaining("no disk")
        .hasMessageContaining("fix: ");
    assertThat(broken.statuses()).extracting(ComponentStatus::state).containsExactly(State.FAILED);
  }

  @Test
  void failedTaskFailsTheStartInItsOwnWords() {
    Supervision failing =
        supervise(
            new Task(
                "schema",
                List.of(),
                () -> {
                  throw CommandFailure.failed("no tables", "make some");
                }));
    assertThatThrownBy(failing::start).hasMessage("no tables\nfix: make some");
  }

  @Test
  void programThatIsHeldStaysDownUntilItIsReleased() throws Exception {
    Supervision held = supervise(program("part", List.of(), "touch ready; exec sleep 60"));
    held.start();
    long pid = held.statuses().getFirst().pid();
    workplace().hold("part", "for a test");
    ProcessHandle.of(pid).orElseThrow().destroyForcibly();
    await().atMost(5, SECONDS).until(() -> held.statuses().getFirst().state() == State.HELD);
    await().during(500, MILLISECONDS).until(() -> held.statuses().getFirst().pid() == 0);

    workplace().release("part");
    await().atMost(5, SECONDS).until(() -> held.statuses().getFirst().state() == State.READY);
    assertThat(events).doesNotContain("restarting part");
  }

  @Test
  void othersGoOnWithoutAProgramThatIsNotVitalAndItCanBeStartedLater() throws Exception {
    Supervision going =
        supervise(
            new Program(
                "node",
                0,
                List.of(),
                () -> command("test -e disk || { echo no disk; exit 3; }; exec sleep 60"),
                _ -> Files.exists(folder.resolve("disk")),
                Stop.BY_TERM,
                false),
            new Task("after", List.of("node"), () -> events.add("after")));
    going.start();
    assertThat(events).containsSubsequence("giving up node", "after");
    assertThat(going.statuses().getFirst().state()).isEqualTo(State.FAILED);
    assertThat(workplace().held("node").orElseThrow())
        .startsWith("node ended 6 times in a row")
        .contains("no disk");

    Files.createFile(folder.resolve("disk"));
    workplace().release("node");
    await().atMost(5, SECONDS).until(() -> going.statuses().getFirst().state() == State.READY);
  }

  @Test
  void programWhoseOtherSelfAnswersAtItsPortIsNotReady() throws Exception {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Supervision twice =
          supervise(
              new Program(
                  "worker",
                  other.getLocalPort(),
                  List.of(),
                  () -> command("sleep 0.2; echo address already in use; exit 1"),
                  _ -> true,
                  Stop.BY_TERM,
                  false));
      twice.start();

      assertThat(events).contains("giving up worker");
      assertThat(workplace().held("worker").orElseThrow()).contains("address already in use");
    }
  }

  @Test
  void programThatListensThroughAChildIsReady() throws Exception {
    ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    int port = free.getLocalPort();
    free.close();
    Path webServer = Path.of(System.getProperty("java.home"), "bin", "jwebserver");
    Supervision listening =
        supervise(
            new Program(
                "server",
                port,
                List.of(),
                () ->
                    command(
                        "trap 'kill $!' TERM; %s -b 127.0.0.1 -p %d & wait; exit 1"
                            .formatted(webServer, port)),
                _ -> !LoopbackPort.free(port),
                Stop.BY_TERM,
                true));
    listening.start();

    assertThat(listening.statuses().getFirst().state()).isEqualTo(State.READY);
  }

  @Test
  void programHasItsOwnTimeToFinishItsWork() throws Exception {
    Supervision finishing =
        supervise(
            new Program(
                "finishing",
                0,
                List.of(),
                () ->
                    command(
                        "trap 'sleep 11; touch finished; exit' TERM; touch ready;"
                            + " while :; do sleep 0.1; done"),
                _ -> exists(),
                new Stop(StopSignal.TERM, Duration.ofSeconds(20)),
                true));
    finishing.start();
    finishing.stop();
    assertThat(folder.resolve("finished")).exists();
  }

  @Test
  void programThatIgnoresItsSignalIsKilled() throws Exception {
    Supervision stubborn =
        supervise(
            program("stubborn", List.of(), "trap '' TERM; touch ready; while :; do sleep 1; done"));
    stubborn.start();
    long pid = stubborn.statuses().getFirst().pid();
    stubborn.stop();
    await().atMost(2, SECONDS).until(() -> ProcessHandle.of(pid).isEmpty());
  }

  @Test
  void programThatIsAddedRunsUntilItIsRemovedOrTheStackStops() throws Exception {
    Supervision growing = supervise(program("first", List.of(), "touch ready; exec sleep 60"));
    growing.start();
    growing.add(program("second", List.of(), "exec sleep 60"), "first");
    growing.add(program("third", List.of(), "exec sleep 60"), "second");
    await()
        .atMost(5, SECONDS)
        .until(() -> running(growing).equals(List.of("first", "second", "third")));
    List<Long> pids = growing.statuses().stream().map(ComponentStatus::pid).toList();

    growing.remove("second");
    assertThat(running(growing)).containsExactly("first", "third");
    assertThat(ProcessHandle.of(pids.get(1))).isEmpty();
    growing.stop();
    assertThat(pids).allSatisfy(pid -> assertThat(ProcessHandle.of(pid)).isEmpty());
  }

  private static List<String> running(Supervision stack) {
    return stack.statuses().stream()
        .filter(status -> status.state() == ComponentStatus.State.READY)
        .map(ComponentStatus::name)
        .toList();
  }

  @Override
  public void starting(String name) {
    events.add("starting " + name);
  }

  @Override
  public void restarting(String name) {
    events.add("restarting " + name);
  }

  @Override
  public void givenUp(String name) {
    events.add("giving up " + name);
  }

  @Override
  public void changed(List<ComponentStatus> statuses) {}

  private Supervision supervise(Component... components) {
    Supervision started = new Supervision(List.of(components), workplace(), this);
    supervision = started;
    return started;
  }

  /// A shell in the test's folder, ready when it has made a file.
  private Program program(String name, List<String> after, String script) {
    return new Program(name, 0, after, () -> command(script), _ -> exists(), Stop.BY_TERM, true);
  }

  private Command command(String script) {
    return new Command(
        List.of("/bin/sh", "-c", "cd \"$1\"; " + script, "script", folder.toString()),
        System.getenv());
  }

  private ProcessFiles workplace() {
    return new ProcessFiles(folder, folder);
  }

  private boolean exists() {
    return Files.exists(folder.resolve("ready"));
  }
}
