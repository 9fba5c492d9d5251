package dev.classify.store.access;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;

/// An Ed25519 key pair that signs and verifies access tokens.
///
/// @param keyId names it in the header of a token
/// @param signs whether new tokens are signed with it; exactly one key of a list is
public record SigningKey(String keyId, PrivateKey privateKey, PublicKey publicKey, boolean signs) {

  private static final String ALGORITHM = "Ed25519";

  /// A new pair.
  static KeyPair generate() {
    try {
      return KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK from 15 on has Ed25519", e);
    }
  }

  /// @param pkcs8 the private key
  /// @param x509 the public key
  static SigningKey of(String keyId, byte[] pkcs8, byte[] x509, boolean signs) {
    try {
      KeyFactory factory = KeyFactory.getInstance(ALGORITHM);
      return new SigningKey(
          keyId,
          factory.generatePrivate(new PKCS8EncodedKeySpec(pkcs8)),
          factory.generatePublic(new X509EncodedKeySpec(x509)),
          signs);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the key " + keyId + " in access_keys is damaged", e);
    }
  }

  /// Without the private key.
  @Override
  public String toString() {
    return keyId;
  }
}
