package dev.classify.identity;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/// A new key pair.
///
/// @param privateKeyPem for the nodes: PKCS #8 in PEM, as `openssl genpkey -algorithm ed25519`
///     writes it
/// @param publicKey for the workers
public record IdentityKeyPair(String privateKeyPem, IdentityKey publicKey) {

  private static final int PEM_LINE = 64;

  /// Makes a pair from the random numbers of the system.
  public static IdentityKeyPair generate() {
    KeyPair pair;
    try {
      pair = KeyPairGenerator.getInstance(IdentityKey.ALGORITHM).generateKeyPair();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK from 15 on has Ed25519", e);
    }
    byte[] newline = "\n".getBytes(StandardCharsets.US_ASCII);
    String key =
        Base64.getMimeEncoder(PEM_LINE, newline).encodeToString(pair.getPrivate().getEncoded());
    return new IdentityKeyPair(
        "-----BEGIN PRIVATE KEY-----\n" + key + "\n-----END PRIVATE KEY-----\n",
        IdentityKey.of(pair.getPublic()));
  }

  /// Without the private key.
  @Override
  public String toString() {
    return publicKey.text();
  }
}
