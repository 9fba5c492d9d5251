package dev.classify.cli.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.classify.exit.CommandFailure;
import dev.classify.local.LocalStack;
import dev.classify.local.http.Http;
import dev.classify.local.http.Reply;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The controls of the simulator of a stack.
final class SimulatorControl {

  private static final JsonMapper JSON = new JsonMapper();
  private static final int PAGE = 5_000;
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final URI address;

  private SimulatorControl(URI address) {
    this.address = address;
  }

  /// Of a stack whose workers ask the simulator.
  static SimulatorControl of(LocalStack stack) throws IOException {
    return new SimulatorControl(stack.simulator().orElseThrow());
  }

  /// The requests that arrived, oldest first.
  List<ReceivedRequest> requests() throws IOException {
    List<ReceivedRequest> all = new ArrayList<>();
    while (true) {
      String page = "requests?after=%d&limit=%d".formatted(all.size(), PAGE);
      Reply reply = Http.get(address.resolve(page), TIMEOUT);
      JsonNode requests = JSON.readTree(reply.body()).path("requests");
      if (requests.isEmpty()) {
        return all;
      }
      requests.forEach(request -> all.add(ReceivedRequest.of(request)));
    }
  }

  /// How many requests arrived.
  long arrived() throws IOException {
    Reply reply = Http.get(address.resolve("requests?limit=0"), TIMEOUT);
    return JSON.readTree(reply.body()).path("arrived").asLong();
  }

  /// Applies a fault to all requests from now on.
  ///
  /// @param fault such as `hang=1`; empty for none
  void fault(String fault) throws IOException {
    post("settings", JSON.createObjectNode().put("fault", fault).toString());
  }

  /// Closes its port for this time.
  void close(Duration time) throws IOException {
    post("close?for=" + time.toMillis() + "ms", "{}");
  }

  /// Whether its port is open.
  boolean answers() {
    return Http.answers(address.resolve("settings"));
  }

  private void post(String call, String json) throws IOException {
    Reply reply = Http.post(address.resolve(call), json, TIMEOUT);
    if (reply.status() != 200) {
      throw CommandFailure.failed(
          "the simulator refuses " + call + ": " + reply.body(), "report this as a bug");
    }
  }
}
