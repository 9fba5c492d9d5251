package dev.classify.local.simulator;

import dev.classify.llm.SimulatedModel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The request to let the simulator answer instead of a language model.
///
/// @param options of the simulator besides its address and models, such as `--latency` and
///     `constant:1s`
public record SimulatedLlm(List<String> options) {

  /// A key that opens nothing: the user's own is not given to a simulator.
  private static final String KEY = "simulated";

  private static final String REVIEW_MODEL = "OPENAI_REVIEW_MODEL";

  public SimulatedLlm {
    options = List.copyOf(options);
  }

  /// The command line of the simulator.
  List<String> arguments(int port) {
    List<String> arguments = new ArrayList<>(options);
    arguments.addAll(List.of("--host", "127.0.0.1", "--port", Integer.toString(port)));
    arguments.add("--models=" + SimulatedModel.FIRST + "," + SimulatedModel.REVIEW);
    return arguments;
  }

  /// The settings of a worker that asks the simulator, made of those it would have.
  ///
  /// The user's budgets and timeouts apply here too; a second model is simulated if
  /// the user has one.
  public Map<String, String> workerSettings(Map<String, String> settings, int port) {
    Map<String, String> simulated = new HashMap<>(settings);
    simulated.keySet().removeAll(List.of("OPENAI_REASONING_EFFORT", "OPENAI_SERVICE_TIER"));
    if (!simulated.getOrDefault("LLM_PROVIDER", "").equals("cascade")) {
      simulated.put("LLM_PROVIDER", "openai");
    }
    simulated.put("OPENAI_API_KEY", KEY);
    simulated.put("OPENAI_BASE_URL", "http://127.0.0.1:" + port + "/v1");
    simulated.put("OPENAI_MODEL", SimulatedModel.FIRST);
    if (!simulated.getOrDefault(REVIEW_MODEL, "").isBlank()) {
      simulated.put(REVIEW_MODEL, SimulatedModel.REVIEW);
    }
    return simulated;
  }
}
