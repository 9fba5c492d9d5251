package dev.classify.cli.command;

import dev.classify.api.Answering;
import dev.classify.local.simulator.Simulation;
import dev.classify.outcome.Provider;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Whether a language model is to answer labelled rows anew, and how many of them in a request.
final class TrialOptions {

  @Option(
      names = "--provider",
      paramLabel = "NAME",
      description = {
        "openai or cascade: have the rows of --input answered anew by the workers, whatever is"
            + " stored. It costs requests, and stores nothing but these."
      })
  private @Nullable Provider provider;

  @Option(
      names = "--per-request",
      paramLabel = "ROWS,...",
      split = ",",
      description = "Rows that share an LLM request, once for each number (default: 10).")
  private List<Integer> perRequest = new ArrayList<>();

  @Mixin private final SimulationOptions simulator = new SimulationOptions();

  /// Empty where no model is to be asked.
  Optional<Provider> provider() {
    if (provider == null) {
      if (!perRequest.isEmpty() || simulator.simulation() != null) {
        throw new UsageFault(
            "--per-request and --simulate are about asking a model; add --provider openai");
      }
      return Optional.empty();
    }
    if (provider == Provider.RULES) {
      throw new UsageFault("the rules answer --input without --provider; leave it out");
    }
    return Optional.of(provider);
  }

  List<Integer> perRequest() {
    if (perRequest.isEmpty()) {
      return List.of(Answering.PER_REQUEST);
    }
    if (perRequest.stream().anyMatch(rows -> rows < 1 || rows > Answering.PER_REQUEST_MAX)) {
      throw new UsageFault("--per-request takes 1 to " + Answering.PER_REQUEST_MAX + " rows");
    }
    return perRequest.stream().distinct().toList();
  }

  Target open(Target.Source source) {
    Simulation simulation = simulator.simulation();
    return simulation == null ? source.open() : source.open(simulation);
  }
}
