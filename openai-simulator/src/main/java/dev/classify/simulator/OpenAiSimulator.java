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

  private final SimulatedApi api;
  private final ApiServer server;

  private OpenAiSimulator(SimulatedApi api, ApiServer server) {
    this.api = api;
    this.server = server;
  }

  /// Starts a simulator; it accepts requests once this method returns.
  ///
  /// @throws IOException if it cannot listen at its address; the message has the fix
  public static OpenAiSimulator start(SimulatorSettings settings)
      throws IOException, InterruptedException {
    return start(settings, Clocks.SYSTEM);
  }

  /// Starts a simulator whose rate limits and timestamps use these clocks.
  ///
  /// @throws IOException if it cannot listen at its address; the message has the fix
  public static OpenAiSimulator start(SimulatorSettings settings, Clocks clocks)
      throws IOException, InterruptedException {
    SimulatedApi api = new SimulatedApi(settings, clocks);
    api.warmUp();
    return new OpenAiSimulator(api, ApiServer.listen(api));
  }

  /// The value for a client's `OPENAI_BASE_URL`.
  public URI baseUrl() {
    return URI.create("http://%s:%d/v1".formatted(api.settings().host(), server.port()));
  }

  public SimulatorSettings settings() {
    return api.settings();
  }

  /// Changes the settings for all later requests, except host and port.
  public void change(SimulatorSettings settings) {
    api.change(settings);
  }

  /// The requests since the last reset that are still kept, oldest first.
  public List<RecordedRequest> requests() {
    return api.log().after(0, Long.MAX_VALUE);
  }

  /// The number of requests since the last reset, including those no longer kept.
  public long arrived() {
    return api.log().arrived();
  }

  /// The body of a request, if it is still kept.
  public Optional<String> body(long number) {
    return api.log().body(number);
  }

  /// The hash that recorded requests show instead of a key.
  public static String keyHash(String key) {
    return RequestHeaders.hash(key);
  }

  /// Clears recorded requests, used rate limits and cached prompts, but not the settings.
  public void reset() {
    api.reset();
  }

  /// Refuses new requests and waits until those in flight are answered, at most for the timeout.
  public void drain(Duration timeout) throws InterruptedException {
    server.drain(timeout);
  }

  /// Stops at once, even if requests are in flight.
  @Override
  public void close() {
    server.close();
  }
}
