package dev.classify.cli.command;

import dev.classify.access.Role;
import dev.classify.exit.ExitCode;
import dev.classify.store.access.Users;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
    name = "role",
    description = {
      "Give a user another role.",
      "A user who is logged in stays so, and has the new role within 15 minutes."
    },
    footer = {
      "",
      "Exit codes: 0 given; 2 there is no such user.",
      "",
      "Examples:",
      "  classify user role ada --role operator",
      "  classify user role ada --role viewer && classify token rotate-keys --now   (at once)"
    })
final class UserRoleCommand implements Callable<Integer> {

  @ParentCommand private UserCommand user;
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "NAME", description = "Name of a user.")
  private String name;

  @Option(
      names = "--role",
      required = true,
      paramLabel = "viewer|reviewer|operator",
      description = "What the user may do from now on.")
  private Role role;

  @Override
  public Integer call() throws SQLException {
    String stored = UserCommand.name(name);
    try (TargetSystem target = user.open()) {
      if (!new Users(target.database()).setRole(stored, role)) {
        throw UserCommand.unknown(stored, target);
      }
      spec.commandLine().getOut().println(stored + " is " + role.text() + " now");
      return ExitCode.DONE;
    }
  }
}
