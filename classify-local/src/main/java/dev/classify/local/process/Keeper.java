package dev.classify.local.process;

import java.io.IOException;
import java.util.Optional;

/// Keeps the process of a component running for as long as it should.
interface Keeper {

  /// Runs until [#stop] is called.
  ///
  /// @param onReady called once, when the stack need not wait for the component any longer
  void keep(Runnable onReady) throws IOException, InterruptedException;

  /// Stops the process for good; returns when it is gone.
  void stop() throws InterruptedException;

  /// What is shown of the process; empty if it is not needed now.
  Optional<ComponentStatus> shown();
}
