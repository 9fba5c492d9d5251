package dev.classify.store.claims;

import java.util.List;
import java.util.Map;

/// What a batch got of the contents that it wanted to claim. A content that was released at this
/// moment is in none of the parts.
///
/// @param waves hashes of its own contents by the time at which they were claimed, the earliest
///     first
/// @param fresh those that this call claimed
/// @param results what others have found out, by hash
/// @param held contents that others ask about
public record ClaimedContents(
    List<List<String>> waves,
    List<String> fresh,
    Map<String, ContentResult> results,
    List<HeldContent> held) {

  public ClaimedContents {
    waves = List.copyOf(waves);
    fresh = List.copyOf(fresh);
    results = Map.copyOf(results);
    held = List.copyOf(held);
  }
}
