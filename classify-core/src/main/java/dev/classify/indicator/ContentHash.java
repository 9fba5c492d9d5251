package dev.classify.indicator;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// The identity of an indicator's content: equal if and only if everything but the id and the dates
/// without a value is equal.
///
/// Those dates are left out because earlier releases did not keep them: with them, an upgrade would
/// make unchanged rows look changed, and reviewers' decisions would no longer apply.
public final class ContentHash {

  private final MessageDigest digest = sha256();
  private final ByteBuffer number = ByteBuffer.allocate(Long.BYTES);

  private ContentHash() {}

  /// SHA-256 over those fields, as 64 hexadecimal digits.
  public static String of(Indicator indicator) {
    ContentHash hash = new ContentHash();
    for (IndicatorField field : IndicatorField.values()) {
      if (field != IndicatorField.INDICATOR_ID) {
        hash.add(indicator.text(field));
      }
    }
    for (Observation observation : indicator.sample()) {
      hash.add(observation.date().toEpochDay());
      hash.add(Double.doubleToLongBits(observation.value()));
    }
    return HexFormat.of().formatHex(hash.digest.digest());
  }

  /// A new SHA-256 digest, which every Java platform provides.
  public static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private void add(@Nullable String text) {
    if (text == null) {
      add(-1);
      return;
    }
    // Each text is preceded by its length, so that moving text between fields changes the hash.
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    add(bytes.length);
    digest.update(bytes);
  }

  private void add(long value) {
    digest.update(number.clear().putLong(value).array());
  }
}
