package dev.classify.budget;

import static java.util.Comparator.comparingDouble;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.stream.Stream;

/// Slots that jobs with low limits have taken ahead of the account's pace; the other jobs are
/// granted times around them.
///
/// @param slots by time
public record ReservedSlots(@JsonProperty("taken") List<Slot> slots) {

  /// Sums of gaps differ by at most this much.
  private static final double ROUNDING_MILLIS = 0.01;

  static final ReservedSlots NONE = new ReservedSlots(List.of());

  /// A stretch of time in which nobody else sends, Unix epoch.
  public record Slot(
      @JsonProperty("at") double startMillis, @JsonProperty("until") double endMillis) {}

  public ReservedSlots {
    slots = List.copyOf(slots);
  }

  /// The slots that are not over.
  ReservedSlots at(double now) {
    return new ReservedSlots(slots.stream().filter(slot -> slot.endMillis > now).toList());
  }

  /// The first time from this one on that leaves the gap before the next slot.
  double firstFreeMillis(double earliest, double gap) {
    double at = earliest;
    for (Slot slot : slots) {
      if (at + gap > slot.startMillis + ROUNDING_MILLIS && at < slot.endMillis) {
        at = slot.endMillis;
      }
    }
    return at;
  }

  /// How much time from then on is reserved.
  double takenMillisFrom(double time) {
    return slots.stream()
        .filter(slot -> slot.endMillis > time)
        .mapToDouble(slot -> slot.endMillis - slot.startMillis)
        .sum();
  }

  ReservedSlots with(Slot slot) {
    return new ReservedSlots(
        Stream.concat(slots.stream(), Stream.of(slot))
            .sorted(comparingDouble(Slot::startMillis))
            .toList());
  }
}
