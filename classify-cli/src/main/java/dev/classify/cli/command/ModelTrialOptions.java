package dev.classify.cli.command;

import dev.classify.api.AnswerSettings;
import dev.classify.cli.evaluate.ModelTrial;
import dev.classify.cli.evaluate.ModelTrials;
import dev.classify.cli.submit.IngressNodes;
import dev.classify.exit.CommandFailure;
import dev.classify.indicator.Indicator;
import dev.classify.llm.SimulatedModel;
import dev.classify.local.simulator.SimulatedLlm;
import dev.classify.outcome.Provider;
import java.io.IOException;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Options to let a language model answer labelled rows again.
final class ModelTrialOptions {

  @Option(
      names = "--provider",
      paramLabel = "NAME",
      description =
          "Let a model answer the rows of --input again, through the workers: openai or cascade."
              + " This costs requests; stored answers do not change.")
  private @Nullable Provider provider;

  @Option(
      names = "--per-request",
      paramLabel = "ROWS,...",
      split = ",",
      description =
          "Rows in each LLM request; several numbers give one evaluation each (default: 10).")
  private List<Integer> perRequest = new ArrayList<>();

  @Mixin private final SimulationOptions simulator = new SimulationOptions();

  /// Empty if no model is asked.
  Optional<Provider> provider() {
    if (provider == null) {
      if (!perRequest.isEmpty() || simulator.simulation() != null) {
        throw CommandFailure.usage(
            "--per-request and --simulate need a model; add --provider openai");
      }
      return Optional.empty();
    }
    if (provider == Provider.RULES) {
      throw CommandFailure.usage(
          "the rules answer --input without --provider; leave --provider out");
    }
    if (perRequest.stream()
        .anyMatch(rows -> rows < 1 || rows > AnswerSettings.ROWS_PER_REQUEST_MAX)) {
      throw CommandFailure.usage(
          "--per-request must be 1 to " + AnswerSettings.ROWS_PER_REQUEST_MAX + " rows");
    }
    return Optional.of(provider);
  }

  private List<Integer> perRequest() {
    return perRequest.isEmpty()
        ? List.of(AnswerSettings.ROWS_PER_REQUEST)
        : perRequest.stream().distinct().toList();
  }

  /// Asks the workers.
  ///
  /// @param err receives progress and problems
  List<ModelTrial.TrialAnswers> ask(
      TargetSystem.Source source,
      Provider wanted,
      Collection<Indicator> indicators,
      PrintWriter err)
      throws IOException, SQLException, InterruptedException {
    SimulatedLlm simulation = simulator.simulation();
    try (TargetSystem target = simulation == null ? source.open() : source.open(simulation);
        IngressNodes nodes = target.nodes()) {
      if (target.simulated()) {
        err.println("simulated: " + SimulatedModel.NOTE);
      }
      return new ModelTrials(nodes, target.database(), source.ruleTables(), err)
          .run(wanted, perRequest(), indicators);
    }
  }
}
