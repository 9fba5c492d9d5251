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
import dev.classify.simulator.settings.SettingFormat;
import dev.classify.simulator.settings.SimulatorSettings;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The API below `/_simulator/`: lists the requests, changes settings, resets the record, and
/// closes the port for a while.
final class ControlApi {

  static final String PATH = "/_simulator/";

  /// Requests in one reply unless the query sets a limit.
  private static final long PAGE_SIZE = 1_000;

  /// Nothing can open the port before this time is over, so it must be short.
  private static final Duration CLOSED_MAX = Duration.ofHours(1);

  private static final String EXAMPLE = "send for example {\"rpm\": 60}";
  private static final JsonMapper JSON = new JsonMapper();
  private static final Pattern BODY = Pattern.compile("GET /_simulator/requests/(\\d{1,18})/body");

  private final SimulatedApi api;
  private final ResourceApi resources;

  ControlApi(SimulatedApi api, ResourceApi resources) {
    this.api = api;
    this.resources = resources;
  }

  /// A reply of this API.
  ///
  /// @param portClosedFor how long the port is to be closed once the reply is sent; empty to
  ///     leave it open
  record Reply(int status, String json, Optional<Duration> portClosedFor) {
    Reply(int status, String json) {
      this(status, json, Optional.empty());
    }
  }

  /// Handles a request.
  ///
  /// @param parameters the query parameters
  Reply handle(String method, String path, Map<String, String> parameters, String body) {
    String call = method + " " + path;
    Matcher bodyCall = BODY.matcher(call);
    if (bodyCall.matches()) {
      return body(Long.parseLong(bodyCall.group(1)));
    }
    return switch (call) {
      case "GET /_simulator/requests" -> requests(parameters);
      case "GET /_simulator/settings" -> new Reply(200, settingsJson(api.settings()));
      case "POST /_simulator/settings" -> change(body);
      case "POST /_simulator/close" -> close(parameters.getOrDefault("for", ""));
      case "POST /_simulator/reset" -> {
        api.reset();
        resources.reset();
        yield new Reply(200, "{}");
      }
      default ->
          error(
              404,
              "there is no " + call,
              "call GET requests, GET requests/N/body, GET or POST settings, POST reset, or POST"
                  + " close, below "
                  + PATH);
    };
  }

  private Reply requests(Map<String, String> parameters) {
    Optional<Long> after = number(parameters.getOrDefault("after", "0"));
    Optional<Long> limit = number(parameters.getOrDefault("limit", Long.toString(PAGE_SIZE)));
    if (after.isEmpty() || limit.isEmpty()) {
      return error(
          400, "after and limit must be whole numbers", "write ?after=0&limit=" + PAGE_SIZE);
    }
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("arrived", api.log().arrived());
    ArrayNode requests = json.putArray("requests");
    List<RecordedRequest> found = api.log().after(after.get(), limit.get());
    found.forEach(request -> requests.add(request.json()));
    return new Reply(200, json.toString());
  }

  private static Reply close(String time) {
    Optional<Duration> closed =
        SettingFormat.time(time).filter(t -> t.isPositive() && t.compareTo(CLOSED_MAX) <= 0);
    return closed.isPresent()
        ? new Reply(200, "{}", closed)
        : error(400, "for must be a duration of at most an hour: '" + time + "'", "write ?for=30s");
  }

  private Reply body(long number) {
    return api.log()
        .body(number)
        .map(text -> new Reply(200, text))
        .orElseGet(
            () ->
                error(
                    404,
                    "the body of request " + number + " is not kept",
                    "raise " + Option.KEEP_BODIES.key()));
  }

  private Reply change(String body) {
    Map<Option, String> changes = new EnumMap<>(Option.class);
    try {
      JsonNode json = JSON.readTree(body);
      if (!json.isObject()) {
        return error(400, "the settings are not a JSON object", EXAMPLE);
      }
      for (Map.Entry<String, JsonNode> entry : json.properties()) {
        Optional<Option> option = Option.named(entry.getKey()).filter(one -> !one.fixedAtStart());
        if (option.isEmpty()) {
          return error(
              400, "no setting to change: " + entry.getKey(), "choose one of " + changeable());
        }
        changes.put(option.get(), text(entry.getValue()));
      }
      SimulatorSettings changed = api.settings().with(changes);
      api.change(changed);
      return new Reply(200, settingsJson(changed));
    } catch (JsonProcessingException e) {
      return error(400, "not JSON: " + e.getOriginalMessage(), EXAMPLE);
    } catch (InvalidSettingsException e) {
      return error(400, String.valueOf(e.getMessage()));
    }
  }

  private static Optional<Long> number(String text) {
    return text.matches("\\d{1,18}") ? Optional.of(Long.parseLong(text)) : Optional.empty();
  }

  /// An array becomes a list separated by blanks, the form of several faults.
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

  private static String settingsJson(SimulatorSettings settings) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    settings.texts().forEach((option, text) -> json.put(option.key(), text));
    return json.toString();
  }

  private static Reply error(int status, String problem, String fix) {
    return error(status, problem + "; fix: " + fix);
  }

  private static Reply error(int status, String message) {
    return new Reply(
        status, JsonNodeFactory.instance.objectNode().put("error", message).toString());
  }
}
