package dev.classify.service.batch;

import dev.classify.llm.AskedIndicator;
import dev.classify.triage.Packing;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// One request to be sent: indicators that go to the same model.
record RequestPlan(ModelRole role, List<PendingContent> contents) {

  RequestPlan {
    contents = List.copyOf(contents);
  }

  /// Packs what is open into as few requests as the limits of its rows allow, in a fixed order.
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

  /// What the model sees; the echo ids are the places in this request, from 1.
  List<AskedIndicator> question() {
    return Packing.question(contents.stream().map(PendingContent::ask).toList());
  }

  /// How often any of the rows has been asked about, this request included.
  int attempt() {
    return 1 + contents.stream().mapToInt(PendingContent::timesAsked).max().orElse(0);
  }
}
