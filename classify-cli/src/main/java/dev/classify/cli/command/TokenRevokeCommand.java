package dev.classify.cli.command;

import dev.classify.exit.CommandFailure;
import dev.classify.exit.ExitCode;
import dev.classify.store.access.MachineTokens;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
    name = "revoke",
    description = "Let the token of a program no longer count; workers notice within 10 s.",
    footer = {"", "Example:", "  classify token revoke 5f0c2a9e1b7d"})
final class TokenRevokeCommand implements Callable<Integer> {

  @ParentCommand private TokenCommand token;
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "ID", description = "Id of a token, as `classify token list` shows it.")
  private String id;

  @Override
  public Integer call() throws SQLException {
    try (TargetSystem target = token.open()) {
      if (new MachineTokens(target.database()).revoke(id).isEmpty()) {
        throw CommandFailure.usage(
            "there is no token " + id, "list them with `" + target.command() + " token list`");
      }
      spec.commandLine().getOut().println("revoked " + id);
      return ExitCode.DONE;
    }
  }
}
