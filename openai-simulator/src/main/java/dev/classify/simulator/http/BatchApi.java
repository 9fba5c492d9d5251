package dev.classify.simulator.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.classify.simulator.batch.BatchRun;
import dev.classify.simulator.batch.BatchStatus;
import dev.classify.simulator.exchange.SimulatedApi;
import dev.classify.simulator.fault.DrawnFaults;
import dev.classify.simulator.files.StoredFile;
import dev.classify.simulator.request.ApiError;
import dev.classify.simulator.request.BatchRequest;
import dev.classify.simulator.settings.FaultKind;
import dev.classify.simulator.settings.SimulatorSettings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/// `/v1/batches`, by github.com/openai/openai-openapi.
final class BatchApi {

  private static final int PAGE_STANDARD = 20;
  private static final int PAGE_MAX = 100;

  private final SimulatedApi api;
  private final AtomicLong creations = new AtomicLong();

  BatchApi(SimulatedApi api) {
    this.api = api;
  }

  ResourceReply create(String body, String keyHash) {
    long number = creations.incrementAndGet();
    SimulatorSettings settings = api.settings();
    if (DrawnFaults.fires(FaultKind.BATCH_CREATE_RATE_LIMIT, number, settings)) {
      return ResourceReply.Json.error(ApiError.tooManyCalls());
    }
    if (DrawnFaults.fires(FaultKind.BATCH_CREATE_ERROR, number, settings)) {
      return ResourceReply.Json.error(ApiError.serverError());
    }
    return switch (BatchRequest.parse(body)) {
      case BatchRequest.Parsed.Refused refused -> ResourceReply.Json.error(refused.error());
      case BatchRequest.Parsed.Accepted accepted -> create(accepted.request(), keyHash, number);
    };
  }

  private ResourceReply create(BatchRequest request, String keyHash, long number) {
    Optional<StoredFile> file = api.files().find(request.inputFileId());
    if (file.isEmpty()) {
      return ResourceReply.Json.error(ApiError.noFile(request.inputFileId()));
    }
    if (!file.get().purpose().equals(StoredFile.BATCH)) {
      return ResourceReply.Json.error(ApiError.wrongPurpose(file.get().purpose()));
    }
    boolean valid = !DrawnFaults.fires(FaultKind.BATCH_INVALID, number, api.settings());
    BatchRun batch = api.batches().create(request, file.get(), keyHash, valid);
    return DrawnFaults.fires(FaultKind.BATCH_CREATE_LOST, number, api.settings())
        ? new ResourceReply.Lost()
        : ResourceReply.Json.ok(batch.json());
  }

  ResourceReply list(Map<String, String> parameters) {
    List<ObjectNode> batches = api.batches().list().stream().map(BatchRun::json).toList();
    return new Page(parameters, PAGE_STANDARD, PAGE_MAX).of(batches.reversed());
  }

  ResourceReply one(String id) {
    return api.batches()
        .find(id)
        .<ResourceReply>map(batch -> ResourceReply.Json.ok(batch.json()))
        .orElseGet(() -> ResourceReply.Json.error(ApiError.noBatch(id)));
  }

  /// Cancels a batch. One that is cancelled already is returned as it is, as in the steps of
  /// github.com/BerriAI/litellm/pull/36034; one that ended in another way is a conflict.
  ResourceReply cancel(String id) {
    Optional<BatchRun> batch = api.batches().find(id);
    if (batch.isEmpty()) {
      return ResourceReply.Json.error(ApiError.noBatch(id));
    }
    BatchStatus before = api.batches().cancel(batch.get());
    return before.ended() && before != BatchStatus.CANCELLED
        ? ResourceReply.Json.error(ApiError.cannotCancel(before.key()))
        : ResourceReply.Json.ok(batch.get().json());
  }

  void reset() {
    creations.set(0);
  }
}
