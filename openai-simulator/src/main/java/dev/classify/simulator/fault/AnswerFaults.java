package dev.classify.simulator.fault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.classify.simulator.settings.FaultKind;
import dev.classify.simulator.settings.SeededRandom;
import java.util.EnumSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.IntConsumer;

/// Corrupts entries of an answer. Each fault affects one entry, or two if their ids are swapped.
public final class AnswerFaults {

  private static final String ID = "id";

  private final ArrayNode entries;
  private final SplittableRandom random;
  private final Set<FaultKind> applied = EnumSet.noneOf(FaultKind.class);

  private AnswerFaults(ArrayNode entries, SplittableRandom random) {
    this.entries = entries;
    this.random = random;
  }

  /// Corrupts an answer in place.
  ///
  /// @return the faults that were applied; a fault needs enough entries
  public static Set<FaultKind> apply(JsonNode answer, DrawnFaults draw, long seed, long number) {
    for (JsonNode child : answer) {
      if (child instanceof ArrayNode entries && entries.path(0).isObject()) {
        AnswerFaults faults = new AnswerFaults(entries, SeededRandom.of(seed, "entry", number));
        draw.kinds().stream().sorted().forEach(faults::apply);
        return faults.applied;
      }
    }
    return Set.of();
  }

  private void apply(FaultKind kind) {
    switch (kind) {
      case MISSING_ID -> corrupt(kind, 1, this::remove);
      case SWAPPED_IDS -> corrupt(kind, 2, this::swapIds);
      case DUPLICATED_ID -> corrupt(kind, 1, index -> entries.add(entries.get(index).deepCopy()));
      case UNKNOWN_ID -> corrupt(kind, 1, index -> entry(index).put(ID, "unknown-" + index));
      case INVALID_VALUE -> corrupt(kind, 1, this::invalidate);
      case INSUFFICIENT_QUOTA,
          FLEX_UNAVAILABLE,
          RATE_LIMIT,
          RATE_LIMIT_BARE,
          SERVER_ERROR,
          UNAVAILABLE,
          HTML,
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
          LENGTH,
          BATCH_CREATE_RATE_LIMIT,
          BATCH_CREATE_ERROR,
          BATCH_CREATE_LOST,
          BATCH_INVALID,
          BATCH_LINE_ERROR,
          BATCH_LINE_STUCK,
          FILE_CONTENT_BROKEN -> {}
    }
  }

  private void corrupt(FaultKind kind, int entriesMin, IntConsumer corruption) {
    if (entries.size() >= entriesMin) {
      corruption.accept(random.nextInt(entries.size()));
      applied.add(kind);
    }
  }

  private void remove(int index) {
    entries.remove(index);
  }

  private void swapIds(int index) {
    ObjectNode one = entry(index);
    ObjectNode other = entry((index + 1) % entries.size());
    JsonNode id = one.path(ID);
    one.set(ID, other.path(ID));
    other.set(ID, id);
  }

  /// Puts a value that is in no vocabulary into the first text field except the id.
  private void invalidate(int index) {
    ObjectNode entry = entry(index);
    entry
        .propertyStream()
        .filter(field -> field.getValue().isTextual() && !field.getKey().equals(ID))
        .findFirst()
        .ifPresent(field -> entry.put(field.getKey(), "no-such-value"));
  }

  private ObjectNode entry(int index) {
    return (ObjectNode) entries.get(index);
  }
}
