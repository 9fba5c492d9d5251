package dev.classify.service.batch;

import dev.classify.llm.AskedIndicator;
import dev.classify.triage.Packing;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A request to be sent: contents for the same model.
record RequestPlan(ModelRole role, List<PendingContent> contents) {

  RequestPlan {
    contents = List.copyOf(contents);
  }

  /// Packs pending contents into as few requests as their limits allow, in a fixed order.
  static List<RequestPlan> of(Collection<PendingContent> open) {
    Map<ModelRole, Map<Integer, List<PendingContent>>> kinds = new TreeMap<>();
    for (PendingContent row : open) {
      kinds
          .computeIfAbsent(row.role(), _ -> new TreeMap<>())
          .computeIfAbsent(row.rowsPerRequest(), _ -> new ArrayList<>())
          .add(row);
    }
    List<RequestPlan> plans = new ArrayList<>();
    kinds.forEach(
        (role, bySize) ->
            bySize.forEach(
                (size, rows) ->
                    Packing.split(rows, size)
                        .forEach(request -> plans.add(new RequestPlan(role, request)))));
    return plans;
  }

  /// What the model sees; an echo id is the position in this request, from 1.
  List<AskedIndicator> question() {
    return Packing.question(contents.stream().map(PendingContent::ask).toList());
  }

  /// The answer may take at least this many tokens; 0 for the estimate.
  long answerTokensMin() {
    return contents.stream().mapToLong(PendingContent::answerTokensMin).max().orElse(0);
  }

  /// Whether other answers can stand in for that of the model, at least for one content.
  boolean hasStandIn() {
    return contents.stream().anyMatch(PendingContent::hasStandIn);
  }

  /// How often any of the contents has been asked about, including this request.
  int attempt() {
    return 1 + contents.stream().mapToInt(PendingContent::timesAsked).max().orElse(0);
  }
}
