package dev.classify.cli.command;

import dev.classify.access.Role;
import dev.classify.exit.CommandFailure;
import dev.classify.exit.ExitCode;
import dev.classify.store.access.Users;
import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
    name = "add",
    description = "Add a user, who may log in at once.",
    footer = {
      "",
      "Exit codes: 0 added; 2 there is a user of this name, or the password is too short.",
      "",
      "Examples:",
      "  classify user add ada --role reviewer",
      "  classify user add ada --role operator --password-file ada.txt"
    })
final class UserAddCommand implements Callable<Integer> {

  @ParentCommand private UserCommand user;
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "NAME", description = "Name, such as ada or an e-mail address.")
  private String name;

  @Option(
      names = "--role",
      required = true,
      paramLabel = "viewer|reviewer|operator",
      description = "What the user may do.")
  private Role role;

  @Mixin private final PasswordOption password = new PasswordOption();

  @Override
  public Integer call() throws IOException, SQLException {
    String stored = UserCommand.name(name);
    String chosen = password.read(stored);
    try (TargetSystem target = user.open()) {
      if (!new Users(target.database()).add(stored, role, chosen)) {
        throw CommandFailure.usage(
            "there is already a user " + stored,
            "choose another name, or set a new password with `%s user password %s`"
                .formatted(target.command(), stored));
      }
      spec.commandLine().getOut().println("added " + stored + ", " + role.text());
      return ExitCode.DONE;
    }
  }
}
