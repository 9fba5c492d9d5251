package dev.classify.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// What the processes of a stack get of the user's environment.
@EnabledOnOs(OS.LINUX)
class ProgramEnvironmentIT {

  @TempDir Path folder;

  @Test
  void keysReachTheWorkersAlone() throws Exception {
    StubStack stub =
        new StubStack(
            folder.resolve("home"),
            Map.of(
                "OPENAI_API_KEY", "canary-key",
                "CLASSIFY_DB_OWNER_PASSWORD", "canary-owner",
                "AWS_SECRET_ACCESS_KEY", "canary-foreign"));
    try (LocalStack stack = stub.start(StackMode.ATTACHED)) {
      ProcessHandle supervisor =
          ProcessHandle.of(stack.status().orElseThrow().supervisorPid()).orElseThrow();
      long worker = StubStack.part(stack, "worker").pid();
      ProcessHandle guard = ProcessHandle.of(worker).flatMap(ProcessHandle::parent).orElseThrow();
      assertThat(supervisor.children()).contains(guard).hasSizeGreaterThanOrEqualTo(3);
      for (ProcessHandle process : supervisor.descendants().toList()) {
        boolean worksForTheWorker =
            process.equals(guard) || process.parent().equals(Optional.of(guard));
        String environment = environment(process);
        assertThat(environment).doesNotContain("canary-owner", "canary-foreign");
        assertThat(environment.contains("canary-key"))
            .as(process.info().commandLine().orElse("?"))
            .isEqualTo(worksForTheWorker);
      }
    }
  }

  /// Empty if the process has ended meanwhile.
  private static String environment(ProcessHandle process) {
    try {
      return Files.readString(
          Path.of("/proc/" + process.pid() + "/environ"), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      if (process.isAlive()) {
        throw new UncheckedIOException(e);
      }
      return "";
    }
  }
}
