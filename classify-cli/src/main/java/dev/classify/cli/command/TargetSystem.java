package dev.classify.cli.command;

import com.zaxxer.hikari.HikariDataSource;
import dev.classify.cli.config.CliSettings;
import dev.classify.cli.config.RuleFolder;
import dev.classify.cli.submit.IngressNodes;
import dev.classify.cli.submit.IngressSettings;
import dev.classify.exit.CommandFailure;
import dev.classify.local.simulator.SimulatedLlm;
import dev.classify.rules.RuleSettings;
import dev.classify.rules.RuleTables;
import dev.classify.store.Database;
import dev.classify.store.DatabaseSettings;
import java.net.URI;
import java.util.List;

/// The system that a command works with: a cluster, or the embedded stack.
///
/// @param command how the user calls commands on this system, such as `classify local`
/// @param ingresses addresses of the Restate nodes
/// @param admins admin addresses of the Restate nodes
/// @param database a pool that connects when it is first used
/// @param simulated whether the workers ask the simulator instead of a language model
/// @param owned whether it was started for this command
/// @param stays whether it runs on when no command uses it
/// @param release stops what was started for this command
record TargetSystem(
    String command,
    List<URI> ingresses,
    List<URI> admins,
    HikariDataSource database,
    boolean simulated,
    boolean owned,
    boolean stays,
    Runnable release)
    implements AutoCloseable {

  /// Enough for a run, which reads and writes several tables while it submits.
  private static final int CONNECTIONS_MAX = 4;

  /// A command that knows which system its subcommands work with.
  interface Source {
    CliSettings settings();

    TargetSystem open();

    /// Opens the system through these ingress nodes.
    ///
    /// @throws CommandFailure where the nodes of the system cannot be chosen
    TargetSystem open(List<URI> ingresses);

    /// Opens the system with the simulator instead of a language model.
    ///
    /// @throws CommandFailure where the workers cannot be told to use it
    TargetSystem open(SimulatedLlm simulation);

    /// The rule tables that this command answers from. The workers of a cluster read their own.
    ///
    /// @throws CommandFailure where a table of the user cannot be used
    default RuleTables ruleTables() {
      return RuleSettings.from(settings().environment()).read(new RuleFolder());
    }
  }

  static TargetSystem of(
      String command,
      List<URI> ingresses,
      List<URI> admins,
      DatabaseSettings database,
      boolean simulated,
      boolean owned,
      boolean stays,
      Runnable release) {
    return new TargetSystem(
        command,
        ingresses,
        admins,
        Database.open(database, CONNECTIONS_MAX),
        simulated,
        owned,
        stays,
        release);
  }

  /// The nodes to send batches to; the caller closes them.
  IngressNodes nodes() {
    return new IngressNodes(IngressSettings.of(ingresses, admins));
  }

  @Override
  public void close() {
    database.close();
    release.run();
  }
}
