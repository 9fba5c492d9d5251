package dev.classify.cli.command;

import dev.classify.access.UserName;
import dev.classify.exit.CommandFailure;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
    name = "user",
    description = {
      "Manage the people who may log in to the page and the HTTP API.",
      "A viewer reads; a reviewer also decides about answers, and sees what models were told and"
          + " said; an operator also pauses, resumes, cancels and retries jobs. For"
          + " programs, see `classify token`."
    },
    footer = {
      "",
      "Examples:",
      "  classify user add ada --role reviewer",
      "  classify user list",
      "  classify user role ada --role operator",
      "  classify user disable ada"
    },
    subcommands = {
      UserAddCommand.class,
      UserListCommand.class,
      UserRoleCommand.class,
      UserPasswordCommand.class,
      UserDisableCommand.class,
      UserEnableCommand.class
    })
final class UserCommand implements Callable<Integer> {

  @ParentCommand private TargetSystem.Source parent;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    throw CommandFailure.usage(spec.commandLine().getUsageMessage());
  }

  TargetSystem open() {
    return parent.open();
  }

  /// The name as it is stored.
  ///
  /// @throws CommandFailure if the text is not a name
  static String name(String text) {
    return UserName.read(text)
        .orElseThrow(
            () ->
                CommandFailure.usage(
                    "'" + text + "' is not a name of a user",
                    "use up to 64 letters a to z, digits and . _ - @ +, such as ada or"
                        + " ada@example.org"));
  }

  static CommandFailure unknown(String name, TargetSystem target) {
    return CommandFailure.usage(
        "there is no user " + name, "list them with `" + target.command() + " user list`");
  }
}
