package dev.classify.simulator.fault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.classify.simulator.settings.FaultKind;
import dev.classify.simulator.settings.SeededRandom;
import java.util.EnumSet;
import java.util.Set;
import java.util.SplittableRandom;

/// Spoils entries of an answer: each fault strikes one entry, or two that are exchanged.
public final class AnswerFaults {

  private static final String ID = "id";

  private final ArrayNode entries;
  private final SplittableRandom random;
  private final Set<FaultKind> done = EnumSet.noneOf(FaultKind.class);

  private AnswerFaults(ArrayNode entries, SplittableRandom random) {
    this.entries = entries;
    this.random = random;
  }

  /// Spoils an answer in place.
  ///
  /// @return the faults that found something to spoil
  public static Set<FaultKind> apply(JsonNode answer, DrawnFaults draw, long seed, long number) {
    for (JsonNode child : answer) {
      if (child instanceof ArrayNode entries && entries.path(0).isObject()) {
        AnswerFaults faults = new AnswerFaults(entries, SeededRandom.of(seed, "entry", number));
        draw.kinds().stream().sorted().forEach(faults::apply);
        return faults.done;
      }
    }
    return Set.of();
  }

  private void apply(FaultKind kind) {
    switch (kind) {
      case MISSING_ID -> strike(kind, 1, this::leaveOut);
      case SWAPPED_IDS -> strike(kind, 2, this::swap);
      case DUPLICATED_ID -> strike(kind, 1, place -> entries.add(entries.get(place).deepCopy()));
      case UNKNOWN_ID -> strike(kind, 1, place -> entry(place).put(ID, "unknown-" + place));
      case INVALID_VALUE -> strike(kind, 1, this::invalidate);
      case INSUFFICIENT_QUOTA,
          RATE_LIMIT,
          RATE_LIMIT_BARE,
          SERVER_ERROR,
          UNAVAILABLE,
          STRICT_SCHEMA_UNSUPPORTED,
          LOGPROBS_UNSUPPORTED,
          RESET,
          RESET_MIDWAY,
          HANG,
          LATE,
          TRUNCATED_BODY,
          SLOW_STREAM,
          REFUSAL,
          MALFORMED_CONTENT,
          LENGTH -> {}
    }
  }

  private interface Spoiling {
    void at(int place);
  }

  private void strike(FaultKind kind, int needed, Spoiling spoiling) {
    if (entries.size() >= needed) {
      spoiling.at(random.nextInt(entries.size()));
      done.add(kind);
    }
  }

  private void leaveOut(int place) {
    entries.remove(place);
  }

  private void swap(int place) {
    ObjectNode one = entry(place);
    ObjectNode other = entry((place + 1) % entries.size());
    JsonNode id = one.path(ID);
    one.set(ID, other.path(ID));
    other.set(ID, id);
  }

  /// A value that no vocabulary has, in the first field that holds a text and is not the id.
  private void invalidate(int place) {
    ObjectNode entry = entry(place);
    entry
        .propertyStream()
        .filter(field -> field.getValue().isTextual() && !field.getKey().equals(ID))
        .findFirst()
        .ifPresent(field -> entry.put(field.getKey(), "no-such-value"));
  }

  private ObjectNode entry(int place) {
    return (ObjectNode) entries.get(place);
  }
}
