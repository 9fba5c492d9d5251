package dev.classify.service.batch;

import dev.classify.service.claims.BatchClaims;
import dev.classify.service.send.StillWaiting;
import dev.classify.store.claims.ClaimedContents;
import dev.classify.store.claims.ContentResult;
import dev.classify.store.claims.HeldContent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Claims in memory, of batches in several threads. A test may say what happens while one waits.
final class MemoryClaims {

  private record Claim(String batch, int wave, @Nullable ContentResult result) {}

  /// What happens while a batch waits.
  interface DuringWait {

    /// Returns why the job of the batch is stopped; null if it is not.
    @Nullable String happen() throws StillWaiting;
  }

  private final Map<String, Claim> claims = new HashMap<>();
  private @Nullable DuringWait duringWait;

  synchronized void duringWait(DuringWait action) {
    duringWait = action;
  }

  /// A batch claims contents before the test begins.
  synchronized void claim(String batch, String... hashes) {
    claimAll(batch, List.of(hashes));
  }

  /// The batch is stored.
  synchronized void end(String batch) {
    claims.values().removeIf(claim -> claim.batch.equals(batch));
    notifyAll();
  }

  synchronized Map<String, ContentResult> results() {
    Map<String, ContentResult> results = new HashMap<>();
    claims.forEach(
        (hash, claim) -> {
          if (claim.result != null) {
            results.put(hash, claim.result);
          }
        });
    return results;
  }

  synchronized List<String> of(String batch) {
    return claims.entrySet().stream()
        .filter(claim -> claim.getValue().batch.equals(batch))
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  BatchClaims ofBatch(String batch) {
    return new BatchClaims() {
      @Override
      public ClaimedContents claim(List<String> hashes, boolean takeAbandoned) {
        return claimAll(batch, hashes);
      }

      @Override
      public void release(List<String> hashes) {
        releaseAll(hashes);
      }

      @Override
      public void publish(Map<String, ContentResult> results) {
        publishAll(results);
      }

      @Override
      public Optional<String> await(HeldContent held) throws StillWaiting, InterruptedException {
        return awaitEnd(held);
      }
    };
  }

  private synchronized ClaimedContents claimAll(String batch, List<String> hashes) {
    Predicate<Claim> own = claim -> claim.batch.equals(batch);
    int wave = 1 + claims.values().stream().filter(own).mapToInt(Claim::wave).max().orElse(-1);
    List<String> fresh = new ArrayList<>();
    SortedMap<Integer, List<String>> waves = new TreeMap<>();
    Map<String, ContentResult> results = new HashMap<>();
    List<HeldContent> held = new ArrayList<>();
    for (String hash : hashes) {
      if (claims.putIfAbsent(hash, new Claim(batch, wave, null)) == null) {
        fresh.add(hash);
      }
      Claim claim = claims.get(hash);
      if (own.test(claim)) {
        waves.computeIfAbsent(claim.wave, _ -> new ArrayList<>()).add(hash);
      } else if (claim.result != null) {
        results.put(hash, claim.result);
      } else {
        held.add(new HeldContent(hash, claim.batch, "job"));
      }
    }
    return new ClaimedContents(List.copyOf(waves.values()), fresh, results, held);
  }

  private synchronized void releaseAll(List<String> hashes) {
    claims.keySet().removeAll(hashes);
    notifyAll();
  }

  private synchronized void publishAll(Map<String, ContentResult> results) {
    results.forEach(
        (hash, result) ->
            claims.computeIfPresent(
                hash, (_, claim) -> new Claim(claim.batch, claim.wave, result)));
    notifyAll();
  }

  private synchronized Optional<String> awaitEnd(HeldContent held)
      throws StillWaiting, InterruptedException {
    if (duringWait != null) {
      return Optional.ofNullable(duringWait.happen());
    }
    while (true) {
      Claim claim = claims.get(held.contentHash());
      if (claim == null || claim.result != null || !claim.batch.equals(held.batchKey())) {
        return Optional.empty();
      }
      wait();
    }
  }
}
