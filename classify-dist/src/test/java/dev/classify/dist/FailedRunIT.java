package dev.classify.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.classify.api.AnswerSettings;
import dev.classify.cli.input.InputSource;
import dev.classify.cli.submit.IngressNodes;
import dev.classify.cli.submit.IngressSettings;
import dev.classify.cli.submit.JobRun;
import dev.classify.cli.submit.RunSettings;
import dev.classify.cli.submit.RunWatcher;
import dev.classify.exit.CommandFailure;
import dev.classify.input.InputOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/// A run that fails itself, whatever its rows do.
@ExtendWith(SharedStack.class)
@ResourceLock(SharedStack.LOCK)
class FailedRunIT {

  private static final int ROWS = 60;

  private final EmbeddedStack stack;

  FailedRunIT(EmbeddedStack stack) {
    this.stack = stack;
  }

  private IngressSettings ingress() throws Exception {
    return IngressSettings.of(
        List.of(stack.address("restate-ingress")), List.of(stack.address("restate-admin")));
  }

  @Test
  void runThatFailsBeforeItsFirstBatchLeavesNoJobThatLooksAlive(@TempDir Path folder)
      throws Exception {
    stack.clear();
    Path file = Samples.repeated(folder, ROWS);
    try (HikariDataSource database = stack.openDatabase();
        IngressNodes nodes = new IngressNodes(ingress());
        InputSource input = InputSource.file(file, InputOptions.NONE)) {
      JobRun run =
          JobRun.on(database, nodes)
              .watchedBy(
                  (job, scan, counts, stop) -> {
                    throw new IllegalStateException("no display");
                  });
      RunSettings settings = RunSettings.answeredBy(AnswerSettings.BY_RULES).build();
      assertThatThrownBy(() -> run.run(input, settings)).hasMessage("no display");
    }
    assertThat(stack.text("select state from jobs")).isEqualTo("detached");
    assertThat(stack.number("select count(*) from classifications")).isZero();

    assertThat(stack.local("run", file.toString()).exit()).isZero();
    assertThat(stack.text("select state from jobs")).isEqualTo("complete");
    assertThat(stack.number("select count(*) from classifications")).isEqualTo(ROWS);
  }

  @Test
  void inputThatChangesBetweenItsTwoReadingsIsNoticed(@TempDir Path folder) throws Exception {
    stack.clear();
    Path file = Samples.repeated(folder, ROWS);
    try (HikariDataSource database = stack.openDatabase();
        IngressNodes nodes = new IngressNodes(ingress());
        InputSource input = InputSource.file(file, InputOptions.NONE)) {
      JobRun run = JobRun.on(database, nodes).watchedBy((_, _, _, _) -> rename(file));
      RunSettings settings = RunSettings.answeredBy(AnswerSettings.BY_RULES).build();
      assertThatThrownBy(() -> run.run(input, settings))
          .isInstanceOf(CommandFailure.class)
          .hasMessageContaining(file + " changed while it was read")
          .hasMessageContaining("fix: run the same command again");
    }
    assertThat(stack.text("select state from jobs")).isEqualTo("detached");
    assertThat(stack.number("select count(*) from classifications")).isEqualTo(ROWS);
  }

  /// Gives every row another name, as a program that writes the input again would.
  private static RunWatcher.Watch rename(Path file) {
    try {
      Files.writeString(file, Files.readString(file).replace("rate", "share"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return () -> {};
  }
}
