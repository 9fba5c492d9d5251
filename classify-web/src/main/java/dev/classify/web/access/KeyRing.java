package dev.classify.web.access;

import dev.classify.store.access.SigningKey;
import dev.classify.store.access.SigningKeys;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/// The signing keys as this worker has read them.
final class KeyRing {

  /// A token with an unknown key may be signed by a key that was made a moment ago. Forged ones
  /// must not make this worker ask the database each time.
  private static final Duration READ_AGAIN_FOR_UNKNOWN = Duration.ofSeconds(1);

  private final SigningKeys stored;
  private final LongSupplier nanos;
  private List<SigningKey> keys = List.of();
  private long readAtNanos;

  /// @param nanos a clock that only ever goes forward
  KeyRing(SigningKeys stored, LongSupplier nanos) {
    this.stored = stored;
    this.nanos = nanos;
  }

  /// The key that signs new tokens.
  synchronized SigningKey signing() throws SQLException {
    readOlderThan(SigningKeys.READ_AGAIN);
    return keys.stream()
        .filter(SigningKey::signs)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("access_keys has no key that signs"));
  }

  /// The key of this id, empty if there is none that verifies.
  synchronized Optional<SigningKey> find(String keyId) throws SQLException {
    readOlderThan(SigningKeys.READ_AGAIN);
    Optional<SigningKey> key = known(keyId);
    if (key.isPresent()) {
      return key;
    }
    readOlderThan(READ_AGAIN_FOR_UNKNOWN);
    return known(keyId);
  }

  private Optional<SigningKey> known(String keyId) {
    return keys.stream().filter(key -> key.keyId().equals(keyId)).findFirst();
  }

  private void readOlderThan(Duration age) throws SQLException {
    long now = nanos.getAsLong();
    if (keys.isEmpty() || now - readAtNanos >= age.toNanos()) {
      keys = stored.all();
      readAtNanos = now;
    }
  }
}
