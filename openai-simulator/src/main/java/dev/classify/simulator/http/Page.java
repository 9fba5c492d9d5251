package dev.classify.simulator.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.classify.simulator.request.ApiError;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One page of a list, in the form `{"object": "list", data, first_id, last_id, has_more}`.
final class Page {

  private final Map<String, String> parameters;
  private final int limitStandard;
  private final int limitMax;

  /// @param parameters of the query: `after` with the last id of the page before, and `limit`
  Page(Map<String, String> parameters, int limitStandard, int limitMax) {
    this.parameters = parameters;
    this.limitStandard = limitStandard;
    this.limitMax = limitMax;
  }

  /// Cuts a page out of a list.
  ///
  /// @param objects all of them in order, each with an id
  ResourceReply of(List<ObjectNode> objects) {
    Optional<Integer> limit = limit();
    if (limit.isEmpty()) {
      return ResourceReply.Json.error(
          ApiError.invalidLimit(parameters.getOrDefault("limit", ""), limitMax));
    }
    int start = 0;
    String after = parameters.getOrDefault("after", "");
    for (int place = 0; place < objects.size(); place++) {
      if (id(objects.get(place)).equals(after)) {
        start = place + 1;
      }
    }
    int end = Math.min(objects.size(), start + limit.get());
    List<ObjectNode> shown = objects.subList(start, end);
    ObjectNode page = JsonNodeFactory.instance.objectNode().put("object", "list");
    ArrayNode data = page.putArray("data");
    shown.forEach(data::add);
    page.put("first_id", shown.isEmpty() ? null : id(shown.getFirst()))
        .put("last_id", shown.isEmpty() ? null : id(shown.getLast()))
        .put("has_more", end < objects.size());
    return ResourceReply.Json.ok(page);
  }

  private Optional<Integer> limit() {
    String text = parameters.getOrDefault("limit", Integer.toString(limitStandard));
    return text.matches("[0-9]{1,9}")
        ? Optional.of(Integer.parseInt(text)).filter(limit -> limit >= 1 && limit <= limitMax)
        : Optional.empty();
  }

  private static String id(ObjectNode object) {
    return object.path("id").asText();
  }
}
