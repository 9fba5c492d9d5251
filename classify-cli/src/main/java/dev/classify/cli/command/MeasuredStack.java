package dev.classify.cli.command;

import dev.classify.exit.CommandFailure;
import dev.classify.local.LocalSettings;
import dev.classify.local.LocalStack;
import dev.classify.local.StackMode;
import dev.classify.local.StartResult;
import dev.classify.local.Topology;
import dev.classify.local.process.TemporaryFolder;
import dev.classify.local.simulator.SimulatedLlm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// A new embedded stack for one measurement, in a folder that is deleted afterwards.
///
/// @param environment of the command
/// @param progress receives a line for each part that starts
record MeasuredStack(Map<String, String> environment, Consumer<String> progress) {

  /// The simulator's models are free of charge, but what is reserved for a request is measured.
  private static final String PRICES =
      "since,model,tier,prompt,cached,completion\n2024-01-01,simulator/rules,,1,0.5,2\n";

  MeasuredStack {
    environment = Map.copyOf(environment);
  }

  /// What is measured on a stack.
  @FunctionalInterface
  interface Measurement<R> {
    R on(LocalStack stack) throws Exception;
  }

  /// Starts a stack without a model, measures, and stops it.
  <R> R measure(Topology.Request topology, Measurement<R> measurement) throws Exception {
    try (TemporaryFolder folder = TemporaryFolder.create("classify-bench")) {
      return start(LocalSettings.from(settings(folder)), topology, measurement);
    }
  }

  /// Starts a stack with the simulator, measures, and stops it.
  ///
  /// @param workers their number
  <R> R measure(int workers, SimulatedLlm simulation, Measurement<R> measurement) throws Exception {
    return measure(new Topology.Request(1, workers), simulation, measurement);
  }

  /// The same with several nodes.
  <R> R measure(Topology.Request topology, SimulatedLlm simulation, Measurement<R> measurement)
      throws Exception {
    try (TemporaryFolder folder = TemporaryFolder.create("classify-bench")) {
      Path prices = Files.writeString(folder.path().resolve("prices.csv"), PRICES);
      Map<String, String> settings = settings(folder);
      settings.put("LLM_PRICES", prices.toString());
      // Only the limit of the case applies.
      settings.keySet().removeAll(List.of("LLM_RPM", "LLM_TPM"));
      return start(LocalSettings.from(settings).simulating(simulation), topology, measurement);
    }
  }

  private Map<String, String> settings(TemporaryFolder folder) {
    Map<String, String> settings = new HashMap<>(environment);
    settings.put("CLASSIFY_HOME", folder.path().resolve("data").toString());
    return settings;
  }

  private <R> R start(LocalSettings settings, Topology.Request topology, Measurement<R> measurement)
      throws Exception {
    return switch (LocalStack.start(settings, StackMode.ATTACHED, topology, progress)) {
      case StartResult.Started(LocalStack stack) -> {
        try (stack) {
          yield measurement.on(stack);
        }
      }
      case StartResult.AlreadyRunning(LocalStack stack) ->
          throw CommandFailure.failed(
              "another command uses " + stack.addresses(), "wait until it has ended");
      case StartResult.Failed failed -> throw failed.failure();
    };
  }
}
