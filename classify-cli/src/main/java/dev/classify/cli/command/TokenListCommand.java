package dev.classify.cli.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.classify.cli.report.TextTable;
import dev.classify.exit.ExitCode;
import dev.classify.store.access.MachineToken;
import dev.classify.store.access.MachineTokens;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
    name = "list",
    description = "List the tokens of programs, the newest first, without their secrets.",
    footer = {"", "Example:", "  classify token list --output json"})
final class TokenListCommand implements Callable<Integer> {

  @ParentCommand private TokenCommand token;
  @Spec private CommandSpec spec;
  @Mixin private final OutputOption output = new OutputOption();

  @Override
  public Integer call() throws SQLException {
    try (TargetSystem target = token.open()) {
      List<MachineToken> tokens = new MachineTokens(target.database()).all();
      PrintWriter out = spec.commandLine().getOut();
      switch (output.format()) {
        case TABLE ->
            out.println(
                tokens.isEmpty()
                    ? "no tokens; `" + target.command() + " token create --role viewer` makes one"
                    : table(tokens));
        case JSON -> {
          ArrayNode json = JsonNodeFactory.instance.arrayNode();
          tokens.forEach(each -> json.add(json(each)));
          out.println(json.toPrettyString());
        }
      }
      return ExitCode.DONE;
    }
  }

  private static String table(List<MachineToken> tokens) {
    return new TextTable<MachineToken>()
        .text("token", MachineToken::tokenId)
        .text("name", MachineToken::name)
        .text("role", each -> each.role().text())
        .text("state", TokenListCommand::state)
        .text("until", each -> AccessTimes.text(each.expiresAt(), ""))
        .text("last used", each -> AccessTimes.text(each.lastUsedAt(), "never"))
        .of(tokens);
  }

  private static String state(MachineToken token) {
    if (token.revokedAt() != null) {
      return "revoked";
    }
    return token.expiresAt().isBefore(Instant.now()) ? "expired" : "counts";
  }

  static ObjectNode json(MachineToken token) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("id", token.tokenId())
        .put("name", token.name())
        .put("role", token.role().text())
        .put("created_at", AccessTimes.json(token.createdAt()))
        .put("expires_at", AccessTimes.json(token.expiresAt()))
        .put("revoked_at", AccessTimes.json(token.revokedAt()))
        .put("last_used_at", AccessTimes.json(token.lastUsedAt()));
  }
}
