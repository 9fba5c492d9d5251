package dev.classify.cli.submit;

import dev.classify.indicator.ContentHash;
import dev.classify.indicator.Indicator;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;

/// A hash over the usable rows of an input: the same for the same rows in the same order.
final class RowDigest {

  private final MessageDigest digest = ContentHash.sha256();

  void add(Indicator indicator) {
    String identity = indicator.id() + "\n" + ContentHash.of(indicator) + "\n";
    digest.update(identity.getBytes(StandardCharsets.UTF_8));
    if (!indicator.extra().isEmpty()) {
      digest.update((indicator.extra() + "\n").getBytes(StandardCharsets.UTF_8));
    }
  }

  /// The hash of all rows added, hexadecimal; nothing can be added afterwards.
  String end() {
    return HexFormat.of().formatHex(digest.digest());
  }
}
