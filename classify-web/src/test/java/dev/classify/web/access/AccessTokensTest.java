package dev.classify.web.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.classify.access.Role;
import dev.classify.store.TestDatabase;
import dev.classify.store.access.Sessions;
import dev.classify.store.access.SigningKey;
import dev.classify.store.access.SigningKeys;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class AccessTokensTest {

  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private static final Sessions.Holder ADA = new Sessions.Holder("session", "ada", Role.REVIEWER);
  private static final AccessTokens.Check FORGED =
      new AccessTokens.Check.Invalid("the token is not valid");

  private Instant now = Instant.parse("2026-11-28T12:00:00Z");
  private SigningKeys keys;
  private AccessTokens tokens;

  @BeforeEach
  void create() {
    keys = new SigningKeys(DATABASE.dataSource());
    tokens = worker();
  }

  /// Another worker with the same database.
  private AccessTokens worker() {
    return new AccessTokens(new KeyRing(keys, System::nanoTime), () -> now);
  }

  @Test
  void tokenOfOneWorkerCountsOnAnother() throws SQLException {
    String token = tokens.issue(ADA).token();

    assertThat(worker().check(token)).isEqualTo(new AccessTokens.Check.Valid(ADA));
  }

  @Test
  void tokenCountsForAQuarterOfAnHour() throws SQLException {
    AccessTokens.Issued issued = tokens.issue(ADA);
    assertThat(issued.expiresAt()).isEqualTo(now.plus(Duration.ofMinutes(15)));
    assertThat(issued.toString()).doesNotContain(issued.token());

    now = now.plus(Duration.ofMinutes(15));
    assertThat(tokens.check(issued.token())).isEqualTo(new AccessTokens.Check.Valid(ADA));
    now = now.plus(Duration.ofSeconds(10));
    assertThat(tokens.check(issued.token()))
        .isEqualTo(new AccessTokens.Check.Invalid("the token has expired"));
  }

  @Test
  void unsignedTokenIsRefused() throws Exception {
    JWTClaimsSet claims = SignedJWT.parse(tokens.issue(ADA).token()).getJWTClaimsSet();

    assertThat(tokens.check(new PlainJWT(claims).serialize())).isEqualTo(FORGED);
    String[] parts = tokens.issue(ADA).token().split("\\.", -1);
    for (String alg : new String[] {"none", "None", "NONE", "nOnE"}) {
      String header = "{\"alg\":\"" + alg + "\",\"typ\":\"at+jwt\",\"kid\":\"" + keyId() + "\"}";
      assertThat(tokens.check(encoded(header) + "." + parts[1] + ".")).isEqualTo(FORGED);
      assertThat(tokens.check(encoded(header) + "." + parts[1] + "." + parts[2])).isEqualTo(FORGED);
    }
  }

  /// The public key is no secret: whoever treats it as one of HMAC accepts what anyone has signed.
  @Test
  void tokenOfAnotherAlgorithmIsRefused() throws Exception {
    byte[] publicKey = keys.all().getFirst().publicKey().getEncoded();
    SignedJWT token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.HS256)
                .type(new JOSEObjectType("at+jwt"))
                .keyID(keyId())
                .build(),
            claims().build());
    token.sign(new MACSigner(publicKey));

    assertThat(tokens.check(token.serialize())).isEqualTo(FORGED);
  }

  @Test
  void changedTokenIsRefused() throws SQLException {
    String[] parts = tokens.issue(ADA).token().split("\\.", -1);
    String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);

    String operator = encoded(claims.replace("reviewer", "operator"));
    assertThat(operator).isNotEqualTo(parts[1]);
    assertThat(tokens.check(parts[0] + "." + operator + "." + parts[2])).isEqualTo(FORGED);
    String signature = (parts[2].startsWith("A") ? "B" : "A") + parts[2].substring(1);
    assertThat(tokens.check(parts[0] + "." + parts[1] + "." + signature)).isEqualTo(FORGED);
    assertThat(tokens.check(parts[0] + "." + parts[1] + ".")).isEqualTo(FORGED);
    assertThat(tokens.check(parts[0] + "." + parts[1] + ".AAAA")).isEqualTo(FORGED);
  }

  @Test
  void tokenOfAnotherKeyIsRefused() throws Exception {
    keys.all();
    KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();

    for (String id : new String[] {keyId(), "unknown"}) {
      SigningKey key = new SigningKey(id, pair.getPrivate(), pair.getPublic(), true);
      assertThat(tokens.check(signed(header(id).build(), claims().build(), key))).isEqualTo(FORGED);
    }
  }

  @Test
  void tokenForSomethingElseIsRefusedAlthoughOurKeySignedIt() throws Exception {
    SigningKey key = keys.all().getFirst();
    JWSHeader header = header(key.keyId()).build();

    assertThat(tokens.check(signed(header, claims().build(), key)))
        .isInstanceOf(AccessTokens.Check.Valid.class);
    for (JWTClaimsSet wrong :
        new JWTClaimsSet[] {
          claims().issuer("other").build(),
          claims().audience("other").build(),
          claims().subject(" ").build(),
          claims().claim("role", "admin").build(),
          claims().claim("role", null).build(),
          claims().claim("role", 3).build(),
          claims().claim("sid", null).build(),
          claims().expirationTime(null).build(),
          claims().issueTime(null).build(),
          claims().expirationTime(Date.from(now.plusSeconds(3_600))).build(),
          claims()
              .issueTime(Date.from(now.plusSeconds(60)))
              .expirationTime(Date.from(now.plusSeconds(120)))
              .build()
        }) {
      assertThat(tokens.check(signed(header, wrong, key))).as(wrong.toString()).isEqualTo(FORGED);
    }
    JWSHeader otherType = new JWSHeader.Builder(JWSAlgorithm.EdDSA).keyID(key.keyId()).build();
    assertThat(tokens.check(signed(otherType, claims().build(), key))).isEqualTo(FORGED);
    JWSHeader critical = header(key.keyId()).criticalParams(Set.of("exp")).build();
    assertThat(tokens.check(signed(critical, claims().build(), key))).isEqualTo(FORGED);
  }

  @Test
  void otherTextIsRefused() throws SQLException {
    for (String text : new String[] {"", ".", "..", "a.b.c", "x".repeat(100_000)}) {
      assertThat(tokens.check(text)).isEqualTo(FORGED);
    }
  }

  @Test
  void rotatedKeyCountsOnUntilItIsTakenAway() throws SQLException {
    String token = tokens.issue(ADA).token();

    keys.rotate(false);
    assertThat(worker().check(token)).isInstanceOf(AccessTokens.Check.Valid.class);
    keys.rotate(true);
    assertThat(worker().check(token)).isEqualTo(FORGED);
    assertThat(worker().check(worker().issue(ADA).token()))
        .isInstanceOf(AccessTokens.Check.Valid.class);
  }

  private String keyId() throws SQLException {
    return keys.all().getFirst().keyId();
  }

  private JWTClaimsSet.Builder claims() {
    return new JWTClaimsSet.Builder()
        .issuer("classify")
        .audience("classify-api")
        .subject("ada")
        .claim("role", "operator")
        .claim("sid", "session")
        .issueTime(Date.from(now))
        .expirationTime(Date.from(now.plusSeconds(60)));
  }

  private static JWSHeader.Builder header(String keyId) {
    return new JWSHeader.Builder(JWSAlgorithm.EdDSA)
        .type(new JOSEObjectType("at+jwt"))
        .keyID(keyId);
  }

  private static String signed(JWSHeader header, JWTClaimsSet claims, SigningKey key)
      throws JOSEException, GeneralSecurityException {
    SignedJWT token = new SignedJWT(header, claims);
    token.sign(Ed25519Signatures.signer(key));
    return token.serialize();
  }

  private static String encoded(String json) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }
}
