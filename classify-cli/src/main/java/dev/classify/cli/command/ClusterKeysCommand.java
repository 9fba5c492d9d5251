package dev.classify.cli.command;

import dev.classify.exit.ExitCode;
import dev.classify.local.restate.IdentityFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "keys",
    description = {
      "Make the key pair by which workers recognise calls of Restate.",
      "Writes identity.pem for the nodes, which only you may read, and identity.pub for the"
          + " workers. Files that exist are kept. The clusters of `classify cluster` and `classify"
          + " local` have a pair already; this is for another cluster, or to replace the pair."
    },
    footer = {"", "Example:", "  classify cluster keys --to new-keys"})
final class ClusterKeysCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(
      names = "--to",
      required = true,
      paramLabel = "FOLDER",
      description = "Where to write the files; created if it is missing.")
  private Path folder;

  @Override
  public Integer call() throws IOException {
    IdentityFiles files = IdentityFiles.in(folder);
    boolean made = files.obtain();
    spec.commandLine()
        .getOut()
        .printf(
            "%s %s and %s%n",
            made ? "wrote" : "kept", files.privateKey(), files.publicKeys().getFileName());
    return ExitCode.DONE;
  }
}
