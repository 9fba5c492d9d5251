package dev.classify.cli.command;

import dev.classify.exit.CommandFailure;
import dev.classify.local.simulator.SimulatedLlm;
import dev.classify.store.DatabaseSettings;
import java.net.URI;
import java.util.List;

/// The system that a command works with.
///
/// @param command how the user calls commands that work with it, such as `classify local`
/// @param ingresses of the Restate nodes
/// @param admins of the Restate nodes
/// @param simulated whether its workers ask the simulator in the place of a language model
/// @param release stops what was started for this command
record TargetSystem(
    String command,
    List<URI> ingresses,
    List<URI> admins,
    DatabaseSettings database,
    boolean simulated,
    Runnable release)
    implements AutoCloseable {

  /// A command that can say which system its subcommands work with.
  interface Source {
    TargetSystem open();

    /// The same system through these ingress nodes.
    ///
    /// @throws CommandFailure where the system knows its nodes better
    TargetSystem open(List<URI> ingresses);

    /// The system with the simulator in the place of a language model.
    ///
    /// @throws CommandFailure where its workers ask whom they are set up for
    TargetSystem open(SimulatedLlm simulation);
  }

  @Override
  public void close() {
    release.run();
  }
}
