package dev.classify.simulator.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.classify.simulator.request.ApiError;
import dev.classify.simulator.settings.SimulatorSettings;

/// `/v1/models`.
final class ModelApi {

  private ModelApi() {}

  static ResourceReply list(SimulatorSettings settings) {
    ObjectNode list = JsonNodeFactory.instance.objectNode().put("object", "list");
    ArrayNode models = list.putArray("data");
    settings.models().forEach(name -> models.add(model(name)));
    return ResourceReply.Json.ok(list);
  }

  static ResourceReply one(String name, SimulatorSettings settings) {
    return settings.hasModel(name)
        ? ResourceReply.Json.ok(model(name))
        : ResourceReply.Json.error(ApiError.noModel(name));
  }

  private static ObjectNode model(String name) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("id", name)
        .put("object", "model")
        .put("created", 1_700_000_000)
        .put("owned_by", "system");
  }
}
