package dev.classify.cli.command;

import dev.classify.exit.CommandFailure;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
    name = "token",
    description = {
      "Manage the tokens by which programs use the HTTP API.",
      "A program sends its token as `Authorization: Bearer TOKEN`. For people, see `classify user`."
    },
    footer = {
      "",
      "Examples:",
      "  classify token create nightly-export --role viewer --expires 30d",
      "  classify token list",
      "  classify token revoke 5f0c2a9e1b7d"
    },
    subcommands = {
      TokenCreateCommand.class,
      TokenListCommand.class,
      TokenRevokeCommand.class,
      TokenRotateKeysCommand.class
    })
final class TokenCommand implements Callable<Integer> {

  @ParentCommand private TargetSystem.Source parent;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    throw CommandFailure.usage(spec.commandLine().getUsageMessage());
  }

  TargetSystem open() {
    return parent.open();
  }
}
