package dev.classify.cli.command;

import dev.classify.cli.config.ReviewerSettings;
import dev.classify.cli.output.PageOpener;
import dev.classify.exit.CommandFailure;
import dev.classify.exit.ExitCode;
import dev.classify.local.LocalStack;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
    name = "open",
    description = {
      "Open the page of the running stack in the browser, logged in.",
      "The link works once, within ten minutes. Without a browser it is printed."
    },
    footer = {
      "",
      "Exit codes: 0 opened or printed; 1 nothing runs.",
      "",
      "Examples:",
      "  classify local open",
      "  classify local open --print"
    })
final class LocalOpenCommand implements Callable<Integer> {

  @ParentCommand private LocalCommand parent;
  @Spec private CommandSpec spec;

  @Option(names = "--print", description = "Print the link, for a browser that you start yourself.")
  private boolean print;

  @Override
  public Integer call() throws IOException, InterruptedException, SQLException {
    Map<String, String> environment = parent.settings().environment();
    Path home = parent.localSettings().home();
    LocalStack stack =
        LocalStack.attach(home)
            .orElseThrow(
                () ->
                    CommandFailure.failed(
                        "nothing runs in " + home, "start it with `classify local up`"));
    URI link = PageLink.create(stack, ReviewerSettings.from(environment).name());
    PrintWriter out = spec.commandLine().getOut();
    Path file = home.resolve("run").resolve("open.html");
    if (!print && new PageOpener(environment).open(link, file)) {
      out.println("opened " + stack.addresses().gateway());
    } else {
      out.println(link);
    }
    return ExitCode.DONE;
  }
}
