package dev.classify.projector.engine;

/// What the engine tells the program. Called by the engine's threads; must not block.
public interface EngineListener {

  /// A later generation has begun. The engine has stopped, and waits for another assignment.
  void fenced(long newGeneration);

  /// The engine cannot project at all, and has stopped: another replica set has a projection.
  void refused(String problem, String fix);

  /// A projection stopped at an event that cannot be applied.
  void failed(String projection, String reason);

  /// A build of a projection has caught up, and is shown in the place of the one before.
  void activated(String projection, long build);
}
