package dev.classify.store.projections;

import dev.classify.store.events.Event;
import java.util.List;

/// Events of one partition, in their order, to be added to the rows of one build.
///
/// @param build rows of other builds stay as they are
/// @param slot the partition, which is a part of the key of every row that several workers could
///     add to
public record EventBatch(long build, int slot, List<Event> events) {

  public EventBatch {
    events = List.copyOf(events);
  }
}
