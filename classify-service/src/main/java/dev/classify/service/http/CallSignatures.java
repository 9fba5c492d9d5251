package dev.classify.service.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.classify.identity.IdentityKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Tells calls of our Restate nodes from those of others, by their signature.
///
/// Restate signs each call with the header `x-restate-jwt-v1`, a JSON web token (RFC 7519) with
/// the path of the call as its audience, and a time from a minute before to a minute after the
/// call. A signature that somebody has seen can therefore be used again for up to a minute, for
/// the same path with any body. The SDK of Restate 2.4.1 has a class for this, too, but it checks
/// neither path nor time.
final class CallSignatures {

  static final String SCHEME_HEADER = "x-restate-signature-scheme";
  static final String TOKEN_HEADER = "x-restate-jwt-v1";

  private static final String SCHEME = "v1";
  private static final String ALGORITHM = "EdDSA";

  /// Restate's tokens have some 300 characters.
  private static final int TOKEN_CHARACTERS_MAX = 2_048;

  /// Some seconds of five nodes that call three handlers.
  private static final int VERIFIED_MAX = 64;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, PublicKey> keys;
  private final InstantSource clock;

  /// Tokens whose signatures were right. A node signs its calls of one path with the same token for
  /// a second, and verifying one takes up to a millisecond, as long as several rows.
  private final Map<String, Claims> verified = new ConcurrentHashMap<>();

  /// What a token says.
  ///
  /// @param audience the path of the call
  /// @param from the first second in which it holds, since 1970
  /// @param to the last one; 0 if the token names none
  private record Claims(String audience, long from, long to) {

    Optional<String> fault(String path, long now) {
      if (!audience.equals(path)) {
        return Optional.of("its signature is for another path");
      }
      if (now > to) {
        return Optional.of("its signature has expired, or the clocks differ");
      }
      return now < from
          ? Optional.of("its signature is of the future, or the clocks differ")
          : Optional.empty();
    }
  }

  /// A token whose signature does not count.
  private static final class RefusedException extends GeneralSecurityException {

    private static final long serialVersionUID = 1;

    private final String fault;

    RefusedException(String fault) {
      super(fault);
      this.fault = fault;
    }
  }

  /// @param keys of the nodes; none to serve every call
  CallSignatures(List<IdentityKey> keys, InstantSource clock) {
    this.keys =
        keys.stream().distinct().collect(Collectors.toMap(IdentityKey::text, IdentityKey::key));
    this.clock = clock;
  }

  /// Why a call is refused; empty where a node has signed it.
  ///
  /// @param header the value of a header by its name, null where the call has none
  Optional<String> fault(String path, UnaryOperator<@Nullable String> header) {
    if (keys.isEmpty()) {
      return Optional.empty();
    }
    String scheme = header.apply(SCHEME_HEADER);
    String token = header.apply(TOKEN_HEADER);
    if (!SCHEME.equals(scheme) || token == null) {
      return Optional.of("it is not signed");
    }
    try {
      Claims claims = verified.get(token);
      if (claims == null) {
        claims = verify(token);
        remember(token, claims);
      }
      return claims.fault(path, clock.instant().getEpochSecond());
    } catch (RefusedException refused) {
      return Optional.of(refused.fault);
    } catch (IOException | IllegalArgumentException | GeneralSecurityException _) {
      return Optional.of("its signature cannot be read");
    }
  }

  private Claims verify(String token) throws IOException, GeneralSecurityException {
    String[] parts = token.split("\\.", -1);
    if (token.length() > TOKEN_CHARACTERS_MAX || parts.length != 3) {
      throw new RefusedException("its signature has another form");
    }
    JsonNode head = json(parts[0]);
    PublicKey key = keys.get(head.path("kid").asText());
    if (key == null || !ALGORITHM.equals(head.path("alg").asText())) {
      throw new RefusedException("it is signed with another key");
    }
    if (!signs(key, parts[0] + "." + parts[1], decoded(parts[2]))) {
      throw new RefusedException("its signature is wrong");
    }
    JsonNode claims = json(parts[1]);
    return new Claims(
        claims.path("aud").asText(), claims.path("nbf").asLong(), claims.path("exp").asLong());
  }

  private void remember(String token, Claims claims) {
    if (verified.size() >= VERIFIED_MAX) {
      verified.clear();
    }
    verified.put(token, claims);
  }

  private static boolean signs(PublicKey key, String text, byte[] signature)
      throws GeneralSecurityException {
    Signature verification = Signature.getInstance(key.getAlgorithm());
    verification.initVerify(key);
    verification.update(text.getBytes(StandardCharsets.US_ASCII));
    return verification.verify(signature);
  }

  private static JsonNode json(String part) throws IOException {
    return JSON.readTree(decoded(part));
  }

  private static byte[] decoded(String part) {
    return Base64.getUrlDecoder().decode(part);
  }
}
