package dev.classify.cli.command;

import com.zaxxer.hikari.HikariDataSource;
import dev.classify.exit.ExitCode;
import dev.classify.local.LocalStack;
import dev.classify.local.StackAddresses;
import dev.classify.store.Database;
import dev.classify.store.DatabaseSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
    name = "down",
    description = {
      "Stop the stack and keep its data.",
      "The workers wait up to 25 s for the answers of models, so that they are not paid again."
    },
    footer = {"", "Examples:", "  classify local down", "  classify local down --now"})
final class LocalDownCommand implements Callable<Integer> {

  @ParentCommand private LocalCommand parent;
  @Spec private CommandSpec spec;

  @Option(
      names = "--now",
      description = "Do not wait for requests in flight; what is lost is asked and paid again.")
  private boolean now;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path home = parent.localSettings().home();
    if (!now) {
      noticeDrain(home);
    }
    boolean stopped = LocalStack.stop(home, now);
    spec.commandLine()
        .getOut()
        .println((stopped ? "stopped, data is kept in " : "nothing runs in ") + home);
    return ExitCode.DONE;
  }

  private void noticeDrain(Path home) throws IOException {
    Optional<LocalStack> stack = LocalStack.attach(home);
    if (stack.isPresent()) {
      StackAddresses.Database database = stack.get().addresses().database();
      try (HikariDataSource pool =
          Database.open(
              new DatabaseSettings(database.url(), database.user(), database.password()), 1)) {
        DrainNotice.print(pool, spec.commandLine().getErr());
      }
    }
  }
}
