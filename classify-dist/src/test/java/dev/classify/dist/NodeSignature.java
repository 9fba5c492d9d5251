package dev.classify.dist;

import dev.classify.identity.IdentityKeyPair;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;

/// Signs calls as a Restate node does.
///
/// @param key of the node: PKCS #8 in PEM
/// @param keyId its public key, as Restate writes it
record NodeSignature(String key, String keyId) {

  private static final int SECONDS = 60;

  static NodeSignature of(IdentityKeyPair pair) {
    return new NodeSignature(pair.privateKeyPem(), pair.publicKey().text());
  }

  /// The value of the header `x-restate-jwt-v1`.
  String token(String path, Instant at) throws GeneralSecurityException {
    long now = at.getEpochSecond();
    String text =
        base64("{\"typ\":\"JWT\",\"alg\":\"EdDSA\",\"kid\":\"" + keyId + "\"}")
            + "."
            + base64(
                "{\"aud\":\"%s\",\"exp\":%d,\"iat\":%d,\"nbf\":%d}"
                    .formatted(path, now + SECONDS, now, now - SECONDS));
    byte[] pkcs8 = Base64.getDecoder().decode(key.replaceAll("-----[A-Z ]+-----|\n", ""));
    Signature signature = Signature.getInstance("Ed25519");
    signature.initSign(
        KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(pkcs8)));
    signature.update(text.getBytes(StandardCharsets.US_ASCII));
    return text + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
  }

  private static String base64(String json) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }
}
