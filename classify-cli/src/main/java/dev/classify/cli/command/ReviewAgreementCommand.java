package dev.classify.cli.command;

import dev.classify.cli.review.AgreementReport;
import dev.classify.evaluate.FieldAgreement;
import dev.classify.evaluate.JudgeAgreement;
import dev.classify.exit.ExitCode;
import dev.classify.store.review.Judgements;
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
    name = "agreement",
    description = {
      "Measure how far reviewers agree about the same answers.",
      "For each field: Krippendorff's alpha over all reviewers, and Cohen's kappa of every two. 1"
          + " is full agreement, 0 that of chance. Rejections have no values, and do not count."
    },
    footer = {"", "Example:", "  classify review agreement --output json"})
final class ReviewAgreementCommand implements Callable<Integer> {

  @ParentCommand private ReviewCommand review;
  @Spec private CommandSpec spec;
  @Mixin private final OutputOption output = new OutputOption();

  @Override
  public Integer call() throws SQLException {
    try (TargetSystem target = review.open()) {
      List<FieldAgreement> fields = JudgeAgreement.of(new Judgements(target.database()).latest());
      PrintWriter out = spec.commandLine().getOut();
      switch (output.format()) {
        case TABLE -> out.println(AgreementReport.text(fields));
        case JSON -> out.println(AgreementReport.json(fields).toPrettyString());
      }
      return ExitCode.DONE;
    }
  }
}
