package dev.classify.local;

/// The real supervisor with a worker that does nothing.
final class StubSupervisor {

  private StubSupervisor() {}

  public static void main(String[] arguments) {
    Supervisor.run(arguments, parts -> parts.all((_, _) -> {}, StubWorker.class.getName()));
  }
}
