package dev.classify.local;

import java.util.List;

/// The real supervisor with a worker that does nothing.
final class StubSupervisor {

  private StubSupervisor() {}

  public static void main(String[] arguments) {
    Supervisor.run(
        arguments,
        parts ->
            List.of(
                parts.postgres(),
                parts.restate(),
                parts.schema(_ -> {}),
                parts.worker(StubWorker.class.getName()),
                parts.registration()));
  }
}
