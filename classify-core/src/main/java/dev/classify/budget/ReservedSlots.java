package dev.classify.budget;

import static java.util.Comparator.comparingDouble;

import java.util.List;
import java.util.stream.Stream;

/// Places on the account's pace that were taken ahead of it, by jobs that may send only later; the
/// others go on around them.
///
/// @param taken by time
public record ReservedSlots(List<Slot> taken) {

  /// Sums of gaps differ by so much at most, in milliseconds.
  private static final double ROUNDED = 0.01;

  static final ReservedSlots NONE = new ReservedSlots(List.of());

  /// One place, milliseconds of the Unix epoch.
  ///
  /// @param until nobody else sends
  public record Slot(double at, double until) {}

  public ReservedSlots {
    taken = List.copyOf(taken);
  }

  /// Those that are not past.
  ReservedSlots at(double now) {
    return new ReservedSlots(taken.stream().filter(slot -> slot.until > now).toList());
  }

  /// The first time from this one on that leaves so much before the next slot.
  double free(double earliest, double gap) {
    double at = earliest;
    for (Slot slot : taken) {
      if (at + gap > slot.at + ROUNDED && at < slot.until) {
        at = slot.until;
      }
    }
    return at;
  }

  /// How much time from then on is taken.
  double takenFrom(double time) {
    return taken.stream()
        .filter(slot -> slot.until > time)
        .mapToDouble(slot -> slot.until - slot.at)
        .sum();
  }

  ReservedSlots with(Slot slot) {
    return new ReservedSlots(
        Stream.concat(taken.stream(), Stream.of(slot)).sorted(comparingDouble(Slot::at)).toList());
  }
}
