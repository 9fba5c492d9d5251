package dev.classify.identity;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/// A public Ed25519 key, as Restate writes it.
///
/// @param text such as `publickeyv1_AfQwmwfgEZhrWpvv8N52SHpRtZqGGaFr4AZN6qtYWSiY`, which is also
///     the id of the key in signatures
/// @param key verifies signatures
public record IdentityKey(String text, PublicKey key) {

  static final String ALGORITHM = "Ed25519";

  private static final String PREFIX = "publickeyv1_";
  private static final int KEY_BYTES = 32;

  /// 32 bytes are at most so many digits.
  private static final int DIGITS_MAX = 44;

  /// What comes before the 32 bytes where X.509 writes such a key (RFC 8410).
  private static final byte[] X509_HEAD = HexFormat.of().parseHex("302a300506032b6570032100");

  /// Reads a key, empty where the text is not one.
  public static Optional<IdentityKey> parse(String text) {
    if (!text.startsWith(PREFIX) || text.length() > PREFIX.length() + DIGITS_MAX) {
      return Optional.empty();
    }
    return Base58.read(text.substring(PREFIX.length()), KEY_BYTES)
        .flatMap(IdentityKey::key)
        .map(key -> new IdentityKey(text, key));
  }

  /// @param key an Ed25519 key
  static IdentityKey of(PublicKey key) {
    byte[] x509 = key.getEncoded();
    byte[] raw = Arrays.copyOfRange(x509, x509.length - KEY_BYTES, x509.length);
    return new IdentityKey(PREFIX + Base58.write(raw), key);
  }

  private static Optional<PublicKey> key(byte[] raw) {
    byte[] x509 = Arrays.copyOf(X509_HEAD, X509_HEAD.length + KEY_BYTES);
    System.arraycopy(raw, 0, x509, X509_HEAD.length, KEY_BYTES);
    try {
      return Optional.of(
          KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(x509)));
    } catch (GeneralSecurityException _) {
      return Optional.empty();
    }
  }
}
