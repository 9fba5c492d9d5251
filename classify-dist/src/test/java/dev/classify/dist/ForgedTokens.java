package dev.classify.dist;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/// Tokens that no worker may accept, by what is wrong with them.
final class ForgedTokens {

  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  private ForgedTokens() {}

  /// @param valid of a user with the role viewer
  /// @param tables of the cluster whose key signs the token that has expired
  static Map<String, String> of(String valid, DatabaseQueries tables) throws Exception {
    String[] parts = valid.split("\\.", -1);
    String header = decoded(parts[0]);
    String claims = decoded(parts[1]);
    String operator = claims.replace("\"viewer\"", "\"operator\"");
    String unsigned = header.replace("\"EdDSA\"", "\"none\"");
    if (operator.equals(claims) || unsigned.equals(header)) {
      throw new IllegalArgumentException("not a token of a viewer: " + header + claims);
    }
    Map<String, String> forged = new LinkedHashMap<>();
    forged.put("unsigned", encoded(unsigned) + "." + encoded(operator) + ".");
    forged.put("unsigned, with a signature", encoded(unsigned) + "." + parts[1] + "." + parts[2]);
    forged.put("with another role", parts[0] + "." + encoded(operator) + "." + parts[2]);
    forged.put("without its signature", parts[0] + "." + parts[1] + ".");
    forged.put(
        "of another key",
        signed(
            header,
            operator,
            KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPrivate()));
    Instant before = Instant.now().minusSeconds(1_200);
    String expired =
        claims
            .replaceFirst("\"iat\":[0-9]+", "\"iat\":" + before.getEpochSecond())
            .replaceFirst("\"exp\":[0-9]+", "\"exp\":" + before.plusSeconds(900).getEpochSecond());
    forged.put("expired", signed(header, expired, key(header, tables)));
    forged.put("of a program, unknown", "classify_" + "x".repeat(43));
    return forged;
  }

  private static PrivateKey key(String header, DatabaseQueries tables) throws Exception {
    String id = ApiClient.JSON.readTree(header).path("kid").asText();
    String pkcs8 =
        tables.text(
            "select encode(private_key, 'hex') from access_keys where key_id = '%s'".formatted(id));
    return KeyFactory.getInstance("Ed25519")
        .generatePrivate(new PKCS8EncodedKeySpec(HexFormat.of().parseHex(pkcs8)));
  }

  /// A token in the form of ours.
  private static String signed(String header, String claims, PrivateKey key)
      throws GeneralSecurityException {
    String input = encoded(header) + "." + encoded(claims);
    Signature signature = Signature.getInstance("Ed25519");
    signature.initSign(key);
    signature.update(input.getBytes(StandardCharsets.US_ASCII));
    return input + "." + BASE64.encodeToString(signature.sign());
  }

  private static String encoded(String json) {
    return BASE64.encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }

  private static String decoded(String part) {
    return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
  }
}
