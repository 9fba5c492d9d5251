package dev.classify.web.page;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Tells contents apart in addresses and ETags.
final class Hash {

  /// Of 64; enough that two builds of the page never have the same.
  private static final int CHARACTERS = 16;

  private Hash() {}

  static String of(byte[] content) {
    return text(sha256().digest(content));
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }

  static String text(byte[] digest) {
    return HexFormat.of().formatHex(digest).substring(0, CHARACTERS);
  }
}
