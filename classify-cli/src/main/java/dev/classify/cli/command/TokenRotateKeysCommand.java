package dev.classify.cli.command;

import dev.classify.exit.ExitCode;
import dev.classify.store.access.SigningKeys;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
    name = "rotate-keys",
    description = {
      "Replace the key by which workers sign the tokens of people who log in.",
      "Nobody is logged out: the old key counts until the last of its tokens has expired. Tokens of"
          + " programs are not signed, and stay."
    },
    footer = {
      "",
      "Examples:",
      "  classify token rotate-keys",
      "  classify token rotate-keys --now     (the old key was stolen)"
    })
final class TokenRotateKeysCommand implements Callable<Integer> {

  @ParentCommand private TokenCommand token;
  @Spec private CommandSpec spec;

  @Option(
      names = "--now",
      description =
          "Tokens that the old key has signed end within half a minute. Pages refresh theirs"
              + " without a new login.")
  private boolean now;

  @Override
  public Integer call() throws SQLException {
    try (TargetSystem target = token.open()) {
      String id = new SigningKeys(target.database()).rotate(now);
      spec.commandLine()
          .getOut()
          .println(
              now
                  ? "key " + id + " signs now; the others are deleted"
                  : "key " + id + " signs in a minute; the old one counts for 20 minutes more");
      return ExitCode.DONE;
    }
  }
}
