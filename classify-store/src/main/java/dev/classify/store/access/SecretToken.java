package dev.classify.store.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/// Random texts that are shown once and stored as hashes.
///
/// A plain SHA-256 is enough for them: nobody tries 2^256 texts, unlike the passwords that people
/// choose.
final class SecretToken {

  private static final int SECRET_BYTES = 32;
  private static final int ID_BYTES = 6;

  private static final SecureRandom RANDOM = new SecureRandom();

  private SecretToken() {}

  /// A prefix and 43 letters, digits, `-` or `_`.
  static String random(String prefix) {
    return prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(SECRET_BYTES));
  }

  /// A short name that need not be secret: twelve hexadecimal digits.
  static String id() {
    return HexFormat.of().formatHex(bytes(ID_BYTES));
  }

  /// What is stored in place of the text.
  static byte[] hash(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    RANDOM.nextBytes(bytes);
    return bytes;
  }
}
