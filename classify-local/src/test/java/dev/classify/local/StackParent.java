package dev.classify.local;

/// A command that starts an attached stack, reports it, and runs until it is killed.
final class StackParent {

  private StackParent() {}

  public static void main(String[] arguments) throws Exception {
    StartResult result =
        LocalStack.start(
            LocalSettings.from(System.getenv()),
            StackMode.ATTACHED,
            Topology.Request.NONE,
            _ -> {},
            StubSupervisor.class.getName());
    System.out.println(result instanceof StartResult.Started ? "ready" : "failed " + result);
    Thread.sleep(Long.MAX_VALUE);
  }
}
