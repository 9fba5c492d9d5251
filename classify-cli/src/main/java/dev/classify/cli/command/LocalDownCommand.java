package dev.classify.cli.command;

import dev.classify.exit.ExitCode;
import dev.classify.local.LocalStack;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
    name = "down",
    description = {"Stop the stack and keep its data."},
    footer = {"", "Example:", "  classify local down"})
final class LocalDownCommand implements Callable<Integer> {

  @ParentCommand private LocalCommand parent;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    boolean stopped = LocalStack.stop(parent.localSettings().home());
    spec.commandLine()
        .getOut()
        .println(
            (stopped ? "stopped, data is kept in " : "nothing runs in ")
                + parent.localSettings().home());
    return ExitCode.DONE;
  }
}
