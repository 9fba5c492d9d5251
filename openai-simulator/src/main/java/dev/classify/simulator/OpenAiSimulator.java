package dev.classify.simulator;

import dev.classify.simulator.exchange.Clocks;
import dev.classify.simulator.exchange.RequestHeaders;
import dev.classify.simulator.exchange.SimulatedApi;
import dev.classify.simulator.http.ApiServer;
import dev.classify.simulator.recording.RecordedRequest;
import dev.classify.simulator.settings.SimulatorSettings;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// A running simulator.
public final class OpenAiSimulator implements AutoCloseable {

  private final SimulatedApi simulation;
  private final ApiServer server;

  private OpenAiSimulator(SimulatedApi simulation, ApiServer server) {
    this.simulation = simulation;
    this.server = server;
  }

  /// Starts one that listens when this returns.
  ///
  /// @throws IOException where its address cannot be had, with what to do about it
  public static OpenAiSimulator start(SimulatorSettings settings)
      throws IOException, InterruptedException {
    return start(settings, Clocks.SYSTEM);
  }

  /// Starts one whose limits go by these clocks.
  ///
  /// @throws IOException where its address cannot be had, with what to do about it
  public static OpenAiSimulator start(SimulatorSettings settings, Clocks clocks)
      throws IOException, InterruptedException {
    SimulatedApi simulation = new SimulatedApi(settings, clocks);
    simulation.warmUp();
    return new OpenAiSimulator(simulation, ApiServer.listen(simulation));
  }

  /// What a client takes for `OPENAI_BASE_URL`.
  public URI baseUrl() {
    return URI.create("http://%s:%d/v1".formatted(simulation.settings().host(), server.port()));
  }

  public SimulatorSettings settings() {
    return simulation.settings();
  }

  /// Changes the settings for every request that comes from now on; the address stays.
  public void change(SimulatorSettings settings) {
    simulation.change(settings);
  }

  /// The requests since the last reset, oldest first, as far as they are remembered.
  public List<RecordedRequest> requests() {
    return simulation.log().after(0, Long.MAX_VALUE);
  }

  /// How many requests arrived since the last reset, also those that are forgotten.
  public long arrived() {
    return simulation.log().arrived();
  }

  /// The body of a request, as far as it is remembered.
  public Optional<String> body(long number) {
    return simulation.log().body(number);
  }

  /// What the requests show of a key.
  public static String keyHash(String key) {
    return RequestHeaders.hash(key);
  }

  /// Forgets requests, used limits and cached prompts; the settings stay.
  public void reset() {
    simulation.reset();
  }

  /// Takes nothing more and waits, at most so long, until what was begun is answered.
  public void drain(Duration patience) throws InterruptedException {
    server.drain(patience);
  }

  /// Ends at once, whatever is under way.
  @Override
  public void close() {
    server.close();
  }
}
