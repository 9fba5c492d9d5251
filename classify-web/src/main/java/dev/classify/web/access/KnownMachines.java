package dev.classify.web.access;

import dev.classify.store.access.MachineToken;
import dev.classify.store.access.MachineTokens;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// The tokens of programs that this worker has seen in the last seconds, so that a busy program
/// does not ask the database twice for each request.
final class KnownMachines {

  /// How long a revoked token may still count.
  private static final Duration KEPT = Duration.ofSeconds(10);

  private static final int TOKENS_MAX = 1_000;

  private final MachineTokens stored;
  private final InstantSource clock;
  private final LongSupplier nanos;
  private final Map<String, Seen> seen =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Seen> eldest) {
          return size() > TOKENS_MAX;
        }
      };

  /// @param nanos a clock that only ever goes forward
  KnownMachines(MachineTokens stored, InstantSource clock, LongSupplier nanos) {
    this.stored = stored;
    this.clock = clock;
    this.nanos = nanos;
  }

  private record Seen(MachineToken token, long atNanos) {}

  /// The token with this secret, if it counts.
  Optional<MachineToken> find(String secret) throws SQLException {
    Seen kept = kept(secret);
    if (kept != null && nanos.getAsLong() - kept.atNanos() < KEPT.toNanos()) {
      return Optional.of(kept.token()).filter(token -> token.expiresAt().isAfter(clock.instant()));
    }
    Optional<MachineToken> token = stored.withSecret(secret);
    token.ifPresentOrElse(found -> keep(secret, found), () -> forget(secret));
    return token;
  }

  private synchronized @Nullable Seen kept(String secret) {
    return seen.get(secret);
  }

  private synchronized void keep(String secret, MachineToken token) {
    seen.remove(secret);
    seen.put(secret, new Seen(token, nanos.getAsLong()));
  }

  private synchronized void forget(String secret) {
    seen.remove(secret);
  }
}
