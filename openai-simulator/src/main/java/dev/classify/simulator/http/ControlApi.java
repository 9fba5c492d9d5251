package dev.classify.simulator.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.classify.simulator.exchange.SimulatedApi;
import dev.classify.simulator.recording.RecordedRequest;
import dev.classify.simulator.settings.InvalidSettingsException;
import dev.classify.simulator.settings.Option;
import dev.classify.simulator.settings.SimulatorSettings;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What is below `/_simulator/`: looking at the requests, changing the settings, beginning anew.
final class ControlApi {

  static final String PATH = "/_simulator/";

  /// A page of requests, where no other size is asked for.
  private static final long PAGE = 1_000;

  private static final JsonMapper JSON = new JsonMapper();
  private static final Pattern BODY = Pattern.compile("GET /_simulator/requests/(\\d{1,18})/body");

  private final SimulatedApi simulation;

  ControlApi(SimulatedApi simulation) {
    this.simulation = simulation;
  }

  /// An answer of the controls.
  record Reply(int status, String json) {}

  /// Carries out a request.
  ///
  /// @param parameters of the query
  Reply handle(String method, String path, Map<String, String> parameters, String body) {
    String asked = method + " " + path;
    Matcher ofBody = BODY.matcher(asked);
    if (ofBody.matches()) {
      return body(Long.parseLong(ofBody.group(1)));
    }
    return switch (asked) {
      case "GET /_simulator/requests" -> requests(parameters);
      case "GET /_simulator/settings" -> new Reply(200, written(simulation.settings()));
      case "POST /_simulator/settings" -> change(body);
      case "POST /_simulator/reset" -> {
        simulation.reset();
        yield new Reply(200, "{}");
      }
      default ->
          fault(
              404,
              "there is no " + asked,
              "GET requests, GET requests/N/body, GET or POST settings, POST reset, below " + PATH);
    };
  }

  private Reply requests(Map<String, String> parameters) {
    Optional<Long> after = number(parameters.getOrDefault("after", "0"));
    Optional<Long> limit = number(parameters.getOrDefault("limit", Long.toString(PAGE)));
    if (after.isEmpty() || limit.isEmpty()) {
      return fault(400, "after and limit are whole numbers", "?after=0&limit=" + PAGE);
    }
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("arrived", simulation.log().arrived());
    ArrayNode requests = json.putArray("requests");
    List<RecordedRequest> found = simulation.log().after(after.get(), limit.get());
    found.forEach(request -> requests.add(request.json()));
    return new Reply(200, json.toString());
  }

  private Reply body(long number) {
    return simulation
        .log()
        .body(number)
        .map(text -> new Reply(200, text))
        .orElseGet(
            () ->
                fault(
                    404,
                    "the body of request " + number + " is not remembered",
                    "raise " + Option.KEEP_BODIES.key()));
  }

  private Reply change(String body) {
    Map<Option, String> changes = new EnumMap<>(Option.class);
    try {
      JsonNode json = JSON.readTree(body);
      if (!json.isObject()) {
        return fault(400, "the settings are no JSON object", "{\"rpm\": 60}");
      }
      for (Map.Entry<String, JsonNode> entry : json.properties()) {
        Optional<Option> option = Option.named(entry.getKey()).filter(one -> !one.fixedAtStart());
        if (option.isEmpty()) {
          return fault(400, "no setting to change: " + entry.getKey(), "one of " + changeable());
        }
        changes.put(option.get(), text(entry.getValue()));
      }
      SimulatorSettings changed = simulation.settings().with(changes);
      simulation.change(changed);
      return new Reply(200, written(changed));
    } catch (JsonProcessingException e) {
      return fault(400, "no JSON: " + e.getOriginalMessage(), "{\"rpm\": 60}");
    } catch (InvalidSettingsException e) {
      return new Reply(400, error(String.valueOf(e.getMessage())));
    }
  }

  private static Optional<Long> number(String text) {
    return text.matches("\\d{1,18}") ? Optional.of(Long.parseLong(text)) : Optional.empty();
  }

  /// An array is written with blanks between, as several faults are.
  private static String text(JsonNode value) {
    return value.isArray()
        ? value.valueStream().map(JsonNode::asText).collect(Collectors.joining(" "))
        : value.asText();
  }

  private static String changeable() {
    return Arrays.stream(Option.values())
        .filter(option -> !option.fixedAtStart())
        .map(Option::key)
        .collect(Collectors.joining(", "));
  }

  private static String written(SimulatorSettings settings) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    settings.texts().forEach((option, text) -> json.put(option.key(), text));
    return json.toString();
  }

  private static Reply fault(int status, String fault, String mend) {
    return new Reply(status, error(fault + "; fix: " + mend));
  }

  private static String error(String message) {
    return JsonNodeFactory.instance.objectNode().put("error", message).toString();
  }
}
