package dev.classify.service;

import dev.classify.llm.SimulatedModel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Lets a worker ask the simulator if there is one (`LLM_SIMULATOR`).
///
/// A profile of Docker Compose starts a container, but cannot change the settings of another one,
/// so a worker looks for the simulator when it starts.
final class SimulatorSwitch {

  private static final Logger LOG = LoggerFactory.getLogger(SimulatorSwitch.class);
  private static final String SETTING = "LLM_SIMULATOR";

  /// The start of a worker waits for it where nobody has the address.
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);

  private static final int HTTP_PORT = 80;

  private SimulatorSwitch() {}

  /// The environment with the simulator as the model if it runs; otherwise the environment itself.
  static Map<String, String> apply(Map<String, String> environment) {
    String baseUrl = environment.getOrDefault(SETTING, "");
    if (baseUrl.isBlank() || !isRunning(URI.create(baseUrl))) {
      return environment;
    }
    LOG.info("{}={} runs and is asked instead of a model", SETTING, baseUrl);
    return SimulatedModel.workerSettings(environment, baseUrl);
  }

  private static boolean isRunning(URI address) {
    int port = address.getPort() < 0 ? HTTP_PORT : address.getPort();
    try (Socket socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(address.getHost(), port), (int) CONNECT_TIMEOUT.toMillis());
      return true;
    } catch (IOException nobodyThere) {
      return false;
    }
  }
}
