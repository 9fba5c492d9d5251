package dev.classify.cli.command;

import dev.classify.cli.ExitCode;
import dev.classify.local.LocalStack;
import dev.classify.local.StackAddresses;
import dev.classify.local.StackMode;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(name = "up", description = "Start the stack and leave it running.")
final class LocalUpCommand implements Callable<Integer> {

  @ParentCommand private LocalCommand parent;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    try (LocalStack stack = parent.start(StackMode.DETACHED)) {
      StackAddresses addresses = stack.addresses();
      PrintWriter out = spec.commandLine().getOut();
      out.println(
          "Restate    " + addresses.ingress() + "  (admin and UI " + addresses.admin() + ")");
      out.println("PostgreSQL " + addresses.database().url());
      out.println("worker     " + addresses.worker() + "/classify-api/health");
      out.println("data       " + parent.settings().home());
      return ExitCode.DONE;
    }
  }
}
