package dev.classify.cli.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.classify.cli.report.TextTable;
import dev.classify.exit.ExitCode;
import dev.classify.store.access.User;
import dev.classify.store.access.Users;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
    name = "list",
    description = "List the users.",
    footer = {"", "Example:", "  classify user list --output json"})
final class UserListCommand implements Callable<Integer> {

  @ParentCommand private UserCommand user;
  @Spec private CommandSpec spec;
  @Mixin private final OutputOption output = new OutputOption();

  @Override
  public Integer call() throws SQLException {
    try (TargetSystem target = user.open()) {
      List<User> users = new Users(target.database()).all();
      PrintWriter out = spec.commandLine().getOut();
      switch (output.format()) {
        case TABLE ->
            out.println(
                users.isEmpty()
                    ? "no users; `" + target.command() + " user add NAME --role viewer` adds one"
                    : table(users));
        case JSON -> out.println(json(users).toPrettyString());
      }
      return ExitCode.DONE;
    }
  }

  private static String table(List<User> users) {
    return new TextTable<User>()
        .text("user", User::name)
        .text("role", each -> each.role().text())
        .text("state", each -> each.disabledAt() == null ? "may log in" : "disabled")
        .text("last login", each -> AccessTimes.text(each.lastLoginAt(), "never"))
        .of(users);
  }

  private static ArrayNode json(List<User> users) {
    ArrayNode json = JsonNodeFactory.instance.arrayNode();
    for (User each : users) {
      json.addObject()
          .put("name", each.name())
          .put("role", each.role().text())
          .put("created_at", AccessTimes.json(each.createdAt()))
          .put("disabled_at", AccessTimes.json(each.disabledAt()))
          .put("last_login_at", AccessTimes.json(each.lastLoginAt()));
    }
    return json;
  }
}
