package dev.classify.service.batch;

import dev.classify.store.attempts.BatchAttempts;
import dev.classify.store.attempts.UnendedAttempt;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The attempts of a process at a batch, without a database.
record MemoryAttempts(Table table, String process) implements BatchAttempts {

  /// What all processes share: the attempts at one batch.
  static final class Table {

    private final Map<String, UnendedAttempt> attempts = new LinkedHashMap<>();
    private final List<Integer> positions = new ArrayList<>();

    int entries() {
      return attempts.size();
    }

    /// Every position that was recorded, in order.
    List<Integer> positions() {
      return positions;
    }
  }

  @Override
  public List<UnendedAttempt> begin(String batchKey) {
    table.attempts.put(process, at(0));
    return table.attempts.entrySet().stream()
        .filter(entry -> !entry.getKey().equals(process))
        .map(Map.Entry::getValue)
        .toList();
  }

  @Override
  public void reading(String batchKey, int position) {
    table.positions.add(position);
    table.attempts.put(process, at(position));
  }

  @Override
  public void ended(String batchKey) {
    table.attempts.remove(process);
  }

  @Override
  public void done(String batchKey) {
    table.attempts.clear();
  }

  @Override
  public void stopping() {
    table.attempts.remove(process);
  }

  private UnendedAttempt at(int position) {
    return new UnendedAttempt("worker of " + process, position, Instant.EPOCH);
  }
}
