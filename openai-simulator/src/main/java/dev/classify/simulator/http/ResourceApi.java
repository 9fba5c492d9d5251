package dev.classify.simulator.http;

import dev.classify.simulator.exchange.SimulatedApi;
import dev.classify.simulator.request.ApiError;

/// The endpoints that ask no model: models, files and batches.
final class ResourceApi {

  private final SimulatedApi api;
  private final FileApi files;
  private final BatchApi batches;

  ResourceApi(SimulatedApi api) {
    this.api = api;
    this.files = new FileApi(api);
    this.batches = new BatchApi(api);
  }

  ResourceReply handle(ResourceCall call) {
    String form = call.form();
    boolean known = form.matches("(GET|POST|DELETE) (models|files|batches)(/.*)?");
    return known
        ? api.keyError(call.keyHash())
            .<ResourceReply>map(ResourceReply.Json::error)
            .orElseGet(() -> handle(form, call))
        : noPath(call);
  }

  private ResourceReply handle(String form, ResourceCall call) {
    return switch (form) {
      case "GET models" -> ModelApi.list(api.settings());
      case "GET models/ID" -> ModelApi.one(call.id(), api.settings());
      case "GET files" -> files.list(call.parameters());
      case "GET files/ID" -> files.one(call.id());
      case "GET files/ID/content" -> files.content(call.id());
      case "DELETE files/ID" -> files.delete(call.id());
      case "GET batches" -> batches.list(call.parameters());
      case "POST batches" -> batches.create(call.body(), call.keyHash());
      case "GET batches/ID" -> batches.one(call.id());
      case "POST batches/ID/cancel" -> batches.cancel(call.id());
      default -> noPath(call);
    };
  }

  /// Handles `POST /v1/files`.
  ResourceReply upload(Upload upload, String keyHash) {
    return api.keyError(keyHash)
        .<ResourceReply>map(ResourceReply.Json::error)
        .orElseGet(() -> files.upload(upload));
  }

  /// Counts calls from 1 again.
  void reset() {
    files.reset();
    batches.reset();
  }

  private static ResourceReply noPath(ResourceCall call) {
    return ResourceReply.Json.error(
        ApiError.noPath(call.method(), "/v1/" + String.join("/", call.path())));
  }
}
