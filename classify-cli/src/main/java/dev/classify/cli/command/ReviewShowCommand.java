package dev.classify.cli.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.classify.cli.review.ReviewJson;
import dev.classify.cli.review.ReviewText;
import dev.classify.exit.ExitCode;
import dev.classify.store.review.Judgement;
import dev.classify.store.review.Judgements;
import dev.classify.store.review.ReviewItem;
import dev.classify.store.review.ReviewSettings;
import dev.classify.store.review.Reviews;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
    name = "show",
    description = {
      "Show everything about one answer.",
      "Prints the input, each field with who decided it, the reasons, and earlier decisions of"
          + " reviewers."
    },
    footer = {"", "Example:", "  classify review show US.CPI.ALL"})
final class ReviewShowCommand implements Callable<Integer> {

  @ParentCommand private ReviewCommand review;
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "ID",
      description = "Id of the indicator, which need not be in the queue.")
  private String id;

  @Mixin private final OutputOption output = new OutputOption();

  @Override
  public Integer call() throws SQLException {
    try (TargetSystem target = review.open()) {
      Reviews reviews = new Reviews(target.database());
      ReviewItem item = reviews.find(List.of(id)).get(id);
      List<Reviews.PastDecision> history = reviews.history(id);
      if (item == null && history.isEmpty()) {
        spec.commandLine()
            .getErr()
            .println(
                "no answer for " + id + "; `" + target.command() + " review` lists what is open");
        return ExitCode.USAGE;
      }
      List<Judgement> judgements = new Judgements(target.database()).of(id);
      boolean open =
          item != null
              && item.openedAt() != null
              && judgements.size() < new ReviewSettings(target.database()).judges();
      // Whoever still has to judge must not see what others say: it would make them agree.
      print(item, history, open ? List.of() : judgements);
      return ExitCode.DONE;
    }
  }

  private void print(
      @Nullable ReviewItem item, List<Reviews.PastDecision> history, List<Judgement> judgements) {
    PrintWriter out = spec.commandLine().getOut();
    switch (output.format()) {
      case TABLE -> {
        out.println(item == null ? ReviewText.ofHistory(history) : ReviewText.of(item, history));
        if (judgements.size() > 1) {
          out.println(ReviewText.ofJudgements(judgements));
        }
      }
      case JSON -> {
        ObjectNode json =
            item == null
                ? JsonNodeFactory.instance.objectNode().put("indicator_id", id)
                : ReviewJson.of(item);
        json.set("history", ReviewJson.of(history));
        json.set("judgements", ReviewJson.ofJudgements(judgements));
        out.println(json.toPrettyString());
      }
    }
  }
}
