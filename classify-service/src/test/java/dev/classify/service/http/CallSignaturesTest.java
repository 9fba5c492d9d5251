package dev.classify.service.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.identity.IdentityKey;
import dev.classify.identity.IdentityKeyPair;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallSignaturesTest {

  private static final String PATH = "/invoke/classify-api/batch";
  private static final long NOW = 1_795_000_000;

  private static final IdentityKeyPair NODE = IdentityKeyPair.generate();
  private static final IdentityKeyPair STRANGER = IdentityKeyPair.generate();

  private static CallSignatures of(IdentityKey... keys) {
    return new CallSignatures(List.of(keys), InstantSource.fixed(Instant.ofEpochSecond(NOW)));
  }

  private final CallSignatures signatures = of(NODE.publicKey());

  private Optional<String> fault(String token) {
    return fault(signatures, Map.of("x-restate-signature-scheme", "v1", "x-restate-jwt-v1", token));
  }

  private static Optional<String> fault(CallSignatures signatures, Map<String, String> headers) {
    return signatures.fault(PATH, headers::get);
  }

  @Test
  void callSignedByANodeIsServed() throws Exception {
    assertThat(fault(token(NODE, claims(PATH, NOW)))).isEmpty();
  }

  /// A node signs its calls of a second with the same token.
  @Test
  void tokenThatIsKnownIsCheckedLikeANewOne() throws Exception {
    AtomicReference<Instant> now = new AtomicReference<>(Instant.ofEpochSecond(NOW));
    CallSignatures later = new CallSignatures(List.of(NODE.publicKey()), now::get);
    String token = token(NODE, claims(PATH, NOW));
    Map<String, String> headers =
        Map.of("x-restate-signature-scheme", "v1", "x-restate-jwt-v1", token);

    assertThat(fault(later, headers)).isEmpty();
    assertThat(fault(later, headers)).isEmpty();
    assertThat(later.fault("/discover", headers::get))
        .hasValue("its signature is for another path");
    now.set(Instant.ofEpochSecond(NOW + 61));
    assertThat(fault(later, headers).orElseThrow()).contains("expired");
  }

  @Test
  void manyTokensAreVerifiedOneAfterTheOther() throws Exception {
    for (int second = 0; second < 100; second++) {
      assertThat(fault(token(NODE, claims(PATH, NOW - second % 60)))).isEmpty();
    }
    assertThat(fault(token(STRANGER, claims(PATH, NOW)))).isPresent();
  }

  @Test
  void unsignedCallIsRefused() throws Exception {
    String token = token(NODE, claims(PATH, NOW));
    assertThat(fault(signatures, Map.of())).hasValue("it is not signed");
    assertThat(fault(signatures, Map.of("x-restate-jwt-v1", token))).isPresent();
    assertThat(
            fault(
                signatures,
                Map.of("x-restate-signature-scheme", "unsigned", "x-restate-jwt-v1", token)))
        .isPresent();
  }

  @Test
  void callOfAnotherClusterIsRefused() throws Exception {
    assertThat(fault(token(STRANGER, claims(PATH, NOW)))).hasValue("it is signed with another key");
    String underOurName = token(header(NODE, "EdDSA"), STRANGER, claims(PATH, NOW));
    assertThat(fault(underOurName)).hasValue("its signature is wrong");
  }

  @Test
  void signatureHoldsForNothingElseThanWhatWasSigned() throws Exception {
    String[] parts = token(NODE, claims("/discover", NOW)).split("\\.");
    String forged = parts[0] + "." + base64(claims(PATH, NOW)) + "." + parts[2];

    assertThat(fault(String.join(".", parts))).hasValue("its signature is for another path");
    assertThat(fault(forged)).hasValue("its signature is wrong");
  }

  /// A node signs for a minute before and after, so that clocks may differ by as much.
  @ParameterizedTest
  @CsvSource({"-61,expired", "-60,", "60,", "61,future"})
  void signatureHoldsForAMinute(int seconds, String fault) throws Exception {
    Optional<String> found = fault(token(NODE, claims(PATH, NOW + seconds)));
    if (fault == null) {
      assertThat(found).isEmpty();
    } else {
      assertThat(found.orElseThrow()).contains(fault);
    }
  }

  @Test
  void signatureWithoutAnEndIsRefused() throws Exception {
    assertThat(fault(token(NODE, "{\"aud\":\"" + PATH + "\"}"))).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "HS256"})
  void otherAlgorithmsAreRefused(String algorithm) throws Exception {
    assertThat(fault(token(header(NODE, algorithm), NODE, claims(PATH, NOW)))).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "...", "a.b.c", "e30.e30.e30", "!.!.!", "e30.e30."})
  void whatIsNoTokenIsRefused(String token) {
    assertThat(fault(token)).isPresent();
    assertThat(fault(token + "x".repeat(3_000))).isPresent();
  }

  @Test
  void oldAndNewKeyHoldWhileOneReplacesTheOther() throws Exception {
    CallSignatures both = of(NODE.publicKey(), STRANGER.publicKey());
    for (IdentityKeyPair pair : List.of(NODE, STRANGER)) {
      Map<String, String> headers =
          Map.of(
              "x-restate-signature-scheme",
              "v1",
              "x-restate-jwt-v1",
              token(pair, claims(PATH, NOW)));
      assertThat(fault(both, headers)).isEmpty();
    }
  }

  @Test
  void withoutKeysEveryCallIsServed() {
    assertThat(fault(of(), Map.of())).isEmpty();
  }

  private static String claims(String path, long at) {
    return "{\"aud\":\"%s\",\"exp\":%d,\"iat\":%d,\"nbf\":%d}"
        .formatted(path, at + 60, at, at - 60);
  }

  private static String header(IdentityKeyPair pair, String algorithm) {
    return "{\"typ\":\"JWT\",\"alg\":\"%s\",\"kid\":\"%s\"}"
        .formatted(algorithm, pair.publicKey().text());
  }

  private static String token(IdentityKeyPair pair, String claims) throws Exception {
    return token(header(pair, "EdDSA"), pair, claims);
  }

  private static String token(String header, IdentityKeyPair signer, String claims)
      throws Exception {
    String text = base64(header) + "." + base64(claims);
    String key = signer.privateKeyPem().replaceAll("-----[A-Z ]+-----|\n", "");
    Signature signature = Signature.getInstance("Ed25519");
    signature.initSign(
        KeyFactory.getInstance("Ed25519")
            .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(key))));
    signature.update(text.getBytes(StandardCharsets.US_ASCII));
    return text + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
  }

  private static String base64(String json) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }
}
