package dev.classify.cli.command;

import dev.classify.exit.ExitCode;
import dev.classify.store.access.Users;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
    name = "enable",
    description = "Let a disabled user log in again, with the password as before.",
    footer = {"", "Example:", "  classify user enable ada"})
final class UserEnableCommand implements Callable<Integer> {

  @ParentCommand private UserCommand user;
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "NAME", description = "Name of a user.")
  private String name;

  @Override
  public Integer call() throws SQLException {
    String stored = UserCommand.name(name);
    try (TargetSystem target = user.open()) {
      if (!new Users(target.database()).setDisabled(stored, false)) {
        throw UserCommand.unknown(stored, target);
      }
      spec.commandLine().getOut().println("enabled " + stored);
      return ExitCode.DONE;
    }
  }
}
