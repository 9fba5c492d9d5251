package dev.classify.local.simulator;

import dev.classify.llm.SimulatedModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The request to let the simulator answer instead of a language model.
///
/// @param options of the simulator besides its address and models, such as `--latency` and
///     `constant:1s`
public record SimulatedLlm(List<String> options) {

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

  /// The settings of a worker, changed so that it asks the simulator.
  public Map<String, String> workerSettings(Map<String, String> settings, int port) {
    return SimulatedModel.workerSettings(settings, "http://127.0.0.1:" + port + "/v1");
  }
}
