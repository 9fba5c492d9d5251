package dev.classify.cli.projections;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Locale;

/// How many projectors a number of events needs.
///
/// @param rate events per second that arrive
/// @param costMillis time that one projector takes for one event, in all projections
/// @param headroom factor for peaks and for the loss of a projector
/// @param backlog events that wait besides
/// @param within the time in which the backlog is to be read
public record ProjectorPlan(
    double rate, double costMillis, double headroom, long backlog, Duration within) {

  /// All projections: one projector has to reach 5,000 events per second.
  public static final double COST_MILLIS = 0.2;

  private static final double MILLIS_PER_SECOND = 1_000;

  /// What has to be projected, in events per second.
  double demand() {
    return rate + backlog * MILLIS_PER_SECOND / within.toMillis();
  }

  /// What one projector can do, in events per second.
  double capacity() {
    return MILLIS_PER_SECOND / costMillis;
  }

  /// Just enough.
  public long required() {
    return Math.max(1, (long) Math.ceil(demand() / capacity()));
  }

  /// With headroom; two at least, so that one goes on when the other dies.
  public long recommended() {
    return Math.max(2, (long) Math.ceil(demand() * headroom / capacity()));
  }

  public String text() {
    return """
    events per second   %s%s
    cost of an event    %s ms, so %s events per second for each projector
    required            %d
    recommended         %d (headroom %s; two at least, in case one dies)\
    """
        .formatted(
            figure(rate),
            backlog == 0
                ? ""
                : ", and %s of the backlog of %,d within %d s"
                    .formatted(figure(demand() - rate), backlog, within.toSeconds()),
            figure(costMillis),
            figure(capacity()),
            required(),
            recommended(),
            figure(headroom));
  }

  public ObjectNode json() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("events_per_second", rate)
        .put("demand_per_second", demand())
        .put("cost_ms", costMillis)
        .put("capacity_per_second", capacity())
        .put("headroom", headroom)
        .put("required", required())
        .put("recommended", recommended());
  }

  private static String figure(double value) {
    return value == Math.rint(value)
        ? String.format(Locale.ROOT, "%,d", (long) value)
        : String.format(Locale.ROOT, "%,.2f", value);
  }
}
