package dev.classify.cli.command;

import dev.classify.exit.CommandFailure;
import dev.classify.local.simulator.SimulatedLlm;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Options to ask the simulator instead of a language model.
final class SimulationOptions {

  @Option(
      names = "--simulate",
      description =
          "Ask the simulator instead of a language model. It costs nothing, and its answers are"
              + " those of the rules, stored under the model simulator/rules. Embedded stack only.")
  private boolean simulate;

  @Option(
      names = "--simulator",
      paramLabel = "SETTING=VALUE",
      description =
          "Set an option of the simulator, such as latency=lognormal:1s,2500ms or"
              + " fault=rate-limit=0.1; `classify simulator --help` lists them. Implies --simulate."
              + " Repeatable.")
  private List<String> settings = new ArrayList<>();

  /// Null without the simulator.
  @Nullable SimulatedLlm simulation() {
    if (!simulate && settings.isEmpty()) {
      return null;
    }
    List<String> options = new ArrayList<>();
    for (String setting : settings) {
      int equals = setting.indexOf('=');
      if (equals < 1) {
        throw CommandFailure.usage(
            "--simulator must be SETTING=VALUE, such as latency=constant:1s");
      }
      options.add("--" + setting);
    }
    return new SimulatedLlm(options);
  }
}
