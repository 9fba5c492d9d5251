package dev.classify.cli.command;

import dev.classify.exit.ExitCode;
import dev.classify.store.access.Users;
import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
    name = "password",
    description = {
      "Set a new password.",
      "The sessions of the user end: within 15 minutes it has to log in again everywhere."
    },
    footer = {
      "",
      "Exit codes: 0 set; 2 there is no such user, or the password is too short.",
      "",
      "Example:",
      "  classify user password ada"
    })
final class UserPasswordCommand implements Callable<Integer> {

  @ParentCommand private UserCommand user;
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "NAME", description = "Name of a user.")
  private String name;

  @Mixin private final PasswordOption password = new PasswordOption();

  @Override
  public Integer call() throws IOException, SQLException {
    String stored = UserCommand.name(name);
    String chosen = password.read(stored);
    try (TargetSystem target = user.open()) {
      if (!new Users(target.database()).setPassword(stored, chosen)) {
        throw UserCommand.unknown(stored, target);
      }
      spec.commandLine().getOut().println("set the password of " + stored);
      return ExitCode.DONE;
    }
  }
}
