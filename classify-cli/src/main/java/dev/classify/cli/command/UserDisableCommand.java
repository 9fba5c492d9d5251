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
    name = "disable",
    description = {
      "Let a user no longer log in.",
      "Its sessions cannot be continued. A token that it already has counts for up to 15 minutes;"
          + " `classify token rotate-keys --now` ends all tokens of people within half a minute."
    },
    footer = {"", "Example:", "  classify user disable ada"})
final class UserDisableCommand implements Callable<Integer> {

  @ParentCommand private UserCommand user;
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "NAME", description = "Name of a user.")
  private String name;

  @Override
  public Integer call() throws SQLException {
    String stored = UserCommand.name(name);
    try (TargetSystem target = user.open()) {
      if (!new Users(target.database()).setDisabled(stored, true)) {
        throw UserCommand.unknown(stored, target);
      }
      spec.commandLine().getOut().println("disabled " + stored);
      return ExitCode.DONE;
    }
  }
}
