package dev.classify.cli.command;

import dev.classify.exit.CommandFailure;
import dev.classify.exit.ExitCode;
import dev.classify.store.review.ReviewSettings;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
    name = "judges",
    description = {
      "Show or change how many reviewers judge each answer in the queue.",
      "An answer is decided, and leaves the queue, when more than half of them agree. `review"
          + " --disputed` lists the others, and --settle decides them."
    },
    footer = {"", "Examples:", "  classify review judges", "  classify review judges 2"})
final class ReviewJudgesCommand implements Callable<Integer> {

  @ParentCommand private ReviewCommand review;
  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "COUNT",
      description = "Reviewers for each answer, 1 to 9 (default: leave it as it is).")
  private @Nullable Integer judges;

  @Mixin private final ReviewerOption by = new ReviewerOption();

  @Override
  public Integer call() throws SQLException {
    Integer wanted = judges;
    if (wanted != null && (wanted < 1 || wanted > ReviewSettings.JUDGES_MAX)) {
      throw CommandFailure.usage("COUNT must be 1 to " + ReviewSettings.JUDGES_MAX);
    }
    try (TargetSystem target = review.open()) {
      ReviewSettings settings = new ReviewSettings(target.database());
      PrintWriter out = spec.commandLine().getOut();
      if (wanted != null) {
        int settled = settings.setJudges(wanted, review.reviewer(by));
        if (settled > 0) {
          out.println(settled + " answers are decided by the judgements that they have");
        }
      }
      out.println("judges for each answer: " + settings.judges());
      return ExitCode.DONE;
    }
  }
}
