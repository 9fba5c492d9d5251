package dev.classify.cli.command;

import dev.classify.cli.evaluate.GoldFile;
import dev.classify.cli.output.WholeFile;
import dev.classify.evaluate.GoldLabels;
import dev.classify.exit.CommandFailure;
import dev.classify.exit.ExitCode;
import dev.classify.llm.ExampleFile;
import dev.classify.llm.ExampleSelection;
import dev.classify.llm.Examples;
import dev.classify.store.review.ReviewedAnswers;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
    name = "examples",
    description = {
      "Choose reviewed answers to show to models as examples.",
      "They are spread over families and types, the latest first. LLM_EXAMPLES_FILE names the file"
          + " where workers run, and LLM_EXAMPLES says how many of them each question gets, the"
          + " most similar ones."
    },
    footer = {
      "",
      "Examples:",
      "  classify review examples --not-in gold.csv --to examples.json",
      "  LLM_EXAMPLES=3 LLM_EXAMPLES_FILE=examples.json classify local evaluate gold.csv \\",
      "    --input rows.csv --provider openai"
    })
final class ReviewExamplesCommand implements Callable<Integer> {

  /// The latest reviewed answers that are chosen from.
  private static final int CHOSEN_FROM_MAX = 5_000;

  @ParentCommand private ReviewCommand review;
  @Spec private CommandSpec spec;

  @Option(
      names = "--count",
      paramLabel = "ROWS",
      defaultValue = "20",
      description = "Maximum number of examples, 1 to 500 (default: ${DEFAULT-VALUE}).")
  private int count;

  @Option(
      names = "--not-in",
      paramLabel = "GOLD",
      description =
          "Leave out the indicators that this file labels, because you measure with them.")
  private @Nullable Path gold;

  @Option(
      names = {"--to", "-o"},
      paramLabel = "FILE",
      description = "File to write (default: standard output).")
  private @Nullable Path file;

  @Override
  public Integer call() throws IOException, SQLException {
    if (count < 1 || count > ExampleFile.EXAMPLES_MAX) {
      throw CommandFailure.usage("--count must be 1 to " + ExampleFile.EXAMPLES_MAX);
    }
    Path measured = gold;
    GoldLabels labels = measured == null ? null : GoldFile.read(measured, review.currencies());
    try (TargetSystem target = review.open()) {
      Examples examples =
          ExampleSelection.of(
              new ReviewedAnswers(target.database()).known(CHOSEN_FROM_MAX),
              labels == null ? Set.of() : labels.ids(),
              labels == null ? Set.of() : ExampleSelection.contentsOf(labels.indicators().values()),
              count);
      if (examples.isEmpty()) {
        throw CommandFailure.failed(
            "no reviewed answer can be an example", "accept or correct answers first");
      }
      Path written = file;
      if (written == null) {
        spec.commandLine().getOut().println(examples.write());
      } else {
        WholeFile.<IOException>write(
            written.toAbsolutePath(), writer -> writer.write(examples.write()));
        spec.commandLine()
            .getErr()
            .println(examples.examples().size() + " examples written to " + written);
      }
      return ExitCode.DONE;
    }
  }
}
