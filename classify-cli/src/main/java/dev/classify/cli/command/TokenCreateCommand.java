package dev.classify.cli.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.classify.access.Role;
import dev.classify.exit.CommandFailure;
import dev.classify.exit.ExitCode;
import dev.classify.settings.DurationText;
import dev.classify.store.access.MachineToken;
import dev.classify.store.access.MachineTokens;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
    name = "create",
    description = {
      "Make a token for a program, and print it.",
      "It is shown only now: the database keeps a hash of it."
    },
    footer = {
      "",
      "Examples:",
      "  classify token create nightly-export --role viewer",
      "  classify token create ci --role operator --expires 12h --output json"
    })
final class TokenCreateCommand implements Callable<Integer> {

  private static final Duration SHORTEST = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofDays(366);

  private static final int NAME_CHARACTERS_MAX = 100;
  private static final Pattern DAYS = Pattern.compile("([0-9]{1,4})d");

  @ParentCommand private TokenCommand token;
  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "NAME",
      defaultValue = "unnamed",
      description = "What the token is for, shown in lists.")
  private String name;

  @Option(
      names = "--role",
      required = true,
      paramLabel = "viewer|reviewer|operator",
      description = "What the program may do; see `classify user --help`.")
  private Role role;

  @Option(
      names = "--expires",
      paramLabel = "DURATION",
      defaultValue = "30d",
      description = "How long it counts, such as 12h or 30d, at most 366d (default: 30d).")
  private String expires;

  @Mixin private final OutputOption output = new OutputOption();

  @Override
  public Integer call() throws SQLException {
    Duration lifetime =
        lifetime(expires)
            .filter(each -> each.compareTo(SHORTEST) >= 0 && each.compareTo(LONGEST) <= 0)
            .orElseThrow(
                () ->
                    CommandFailure.usage(
                        "--expires must be a duration from 1m to 366d, such as 12h or 30d"));
    if (name.isBlank() || name.length() > NAME_CHARACTERS_MAX) {
      throw CommandFailure.usage(
          "the name of a token has 1 to " + NAME_CHARACTERS_MAX + " characters");
    }
    try (TargetSystem target = token.open()) {
      MachineTokens.Created created =
          new MachineTokens(target.database()).create(name.strip(), role, lifetime);
      print(created, target.command());
      return ExitCode.DONE;
    }
  }

  private void print(MachineTokens.Created created, String command) {
    PrintWriter out = spec.commandLine().getOut();
    MachineToken made = created.token();
    switch (output.format()) {
      case TABLE -> {
        out.println(created.secret());
        spec.commandLine()
            .getErr()
            .printf(
                "token %s, %s, until %s; shown only now; `%s token revoke %s` ends it%n",
                made.tokenId(),
                made.role().text(),
                AccessTimes.text(made.expiresAt(), ""),
                command,
                made.tokenId());
      }
      case JSON -> {
        ObjectNode json = TokenListCommand.json(made);
        out.println(json.put("token", created.secret()).toPrettyString());
      }
    }
  }

  private static Optional<Duration> lifetime(String text) {
    Matcher days = DAYS.matcher(text);
    return days.matches()
        ? Optional.of(Duration.ofDays(Integer.parseInt(days.group(1))))
        : DurationText.parse(text);
  }
}
