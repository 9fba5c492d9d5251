package dev.classify.local;

import dev.classify.exit.CommandFailure;
import dev.classify.local.SupervisorState.Phase;
import dev.classify.local.objectstore.ObjectStoreProgram;
import dev.classify.local.process.ComponentStatus;
import dev.classify.local.process.FolderCopy;
import dev.classify.local.process.FrozenProcesses;
import dev.classify.local.process.NewFolder;
import dev.classify.local.process.PrivateFolder;
import dev.classify.local.process.ProcessIdentity;
import dev.classify.local.process.Wait;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// A copy of all that a stack keeps, as of one moment.
///
/// Nodes, object store and database stand still while they are copied, so the copy is what a power
/// cut would leave, which PostgreSQL and Restate can start from. Nodes stop before the database
/// does: a batch that is done for Restate is in the tables.
///
/// @param folder where it is
/// @param bytes of its files
/// @param pause how long the parts stood still; zero for a stack that was down
public record StackBackup(Path folder, long bytes, Duration pause) {

  /// Names the process of a server, which is none of the copy's.
  private static final Set<String> SKIPPED = Set.of("postmaster.pid");

  private static final Duration LOCK_INTERVAL = Duration.ofMillis(20);

  private static final Duration LOCK_TIMEOUT = Duration.ofSeconds(5);

  /// Makes a backup of the stack in a folder, which may run or be down.
  ///
  /// @param to a new folder
  public static StackBackup make(Path home, Path to) throws IOException, InterruptedException {
    StackHome stack = new StackHome(home.toAbsolutePath().normalize());
    Path target = to.toAbsolutePath().normalize();
    NewFolder folder = NewFolder.at(target, "name a new folder for the backup");
    if (!Files.exists(stack.stackFile())) {
      throw CommandFailure.failed(
          "there is no stack in " + home, "set CLASSIFY_HOME to the folder of the stack");
    }
    if (target.startsWith(stack.root())) {
      throw CommandFailure.usage(
          to + " lies in the folder of the stack", "name a folder outside of " + stack.root());
    }
    Path made = folder.create();
    FolderCopy copy = new FolderCopy(SKIPPED);
    Instant moment = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    Duration pause = copy(stack, copy, made);
    copy.force();
    new BackupMark(moment.toString()).write(made);
    folder.moveIntoPlace();
    return new StackBackup(target, copy.bytes(), pause);
  }

  private static Duration copy(StackHome stack, FolderCopy copy, Path to)
      throws IOException, InterruptedException {
    // A stack that has users does not stop.
    PrivateFolder.create(stack.users().folder());
    try (StackUsers.User _ = stack.users().enter()) {
      Optional<SupervisorState> running = SupervisorState.ofRunning(stack);
      if (running.isPresent()) {
        return copyRunning(running.get(), stack, copy, to);
      }
      try (SupervisorLock _ = lock(stack)) {
        copyFiles(stack, copy, to);
        return Duration.ZERO;
      }
    }
  }

  /// So that nobody starts the stack meanwhile.
  private static SupervisorLock lock(StackHome stack) throws IOException, InterruptedException {
    // A supervisor that has just ended may hold it a moment longer.
    return new Wait("the lock of " + stack.root(), LOCK_INTERVAL, LOCK_TIMEOUT)
        .until(
            Optional::isPresent,
            () -> SupervisorLock.take(stack.lockFile(), ProcessIdentity.ofThisProcess()))
        .orElseThrow(() -> busy(stack.root() + " is used by another command"));
  }

  private static Duration copyRunning(
      SupervisorState running, StackHome stack, FolderCopy copy, Path to)
      throws IOException, InterruptedException {
    if (running.phase() != Phase.READY) {
      throw busy("the stack in " + stack.root() + " starts or stops");
    }
    long start = System.nanoTime();
    try (FrozenProcesses frozen = FrozenProcesses.none()) {
      frozen.freeze(processes(running, Topology::isNode));
      frozen.freeze(processes(running, ObjectStoreProgram.NAME::equals));
      frozen.freeze(processes(running, StackFile.POSTGRES::equals));
      copyFiles(stack, copy, to);
    }
    return Duration.ofNanos(System.nanoTime() - start);
  }

  private static List<ProcessHandle> processes(SupervisorState running, Predicate<String> named) {
    return running.components().stream()
        .filter(part -> named.test(part.name()))
        .filter(StackBackup::runs)
        .flatMap(part -> ProcessHandle.of(part.pid()).stream())
        .toList();
  }

  /// Whether it runs; a part that was given up, or is kept down, does not.
  private static boolean runs(ComponentStatus part) {
    return switch (part.state()) {
      case READY -> true;
      case HELD, FAILED, STOPPED -> false;
      case WAITING, STARTING, RESTARTING -> throw busy(part.name() + " starts");
    };
  }

  private static CommandFailure busy(String what) {
    return CommandFailure.failed(what, "run this command again in a few seconds");
  }

  private static void copyFiles(StackHome stack, FolderCopy copy, Path to) throws IOException {
    for (Path kept : stack.kept()) {
      copy.copy(kept, to.resolve(kept.getFileName()));
    }
  }
}
