package dev.classify.simulator.http;

import java.util.List;
import java.util.Map;

/// A call that asks no model.
///
/// @param path its parts after `/v1/`, such as `batches`, an id, `cancel`
/// @param parameters of the query
record ResourceCall(
    String method, List<String> path, Map<String, String> parameters, String body, String keyHash) {

  ResourceCall {
    path = List.copyOf(path);
    parameters = Map.copyOf(parameters);
  }

  /// The method and the form of the path, with `ID` for its second part: `POST batches/ID/cancel`.
  String form() {
    return switch (path.size()) {
      case 1 -> method + " " + path.getFirst();
      case 2 -> method + " " + path.getFirst() + "/ID";
      default ->
          method + " " + path.getFirst() + "/ID/" + String.join("/", path.subList(2, path.size()));
    };
  }

  /// The second part of the path.
  String id() {
    return path.get(1);
  }
}
