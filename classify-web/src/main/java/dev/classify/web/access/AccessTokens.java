package dev.classify.web.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.classify.access.Role;
import dev.classify.store.access.Sessions;
import dev.classify.store.access.SigningKey;
import java.sql.SQLException;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.Optional;

/// Signed tokens that say who somebody is for 15 minutes. Every worker checks them with the shared
/// keys alone: nothing is looked up.
final class AccessTokens {

  static final Duration LIFETIME = Duration.ofMinutes(15);

  /// Clocks of workers may differ by so much.
  private static final Duration CLOCK_SKEW = Duration.ofSeconds(10);

  /// Ours are shorter than 500 characters.
  private static final int CHARACTERS_MAX = 2_048;

  /// Only tokens of this type count (RFC 9068), whatever else might be signed with the keys one
  /// day.
  private static final JOSEObjectType TYPE = new JOSEObjectType("at+jwt");

  private static final String ISSUER = "classify";
  private static final String AUDIENCE = "classify-api";
  private static final String ROLE = "role";
  private static final String SESSION = "sid";

  private final KeyRing keys;
  private final InstantSource clock;

  AccessTokens(KeyRing keys, InstantSource clock) {
    this.keys = keys;
    this.clock = clock;
  }

  /// A token for somebody who has logged in.
  record Issued(String token, Instant expiresAt) {

    @Override
    public String toString() {
      return "Issued[token=***, expiresAt=" + expiresAt + "]";
    }
  }

  /// Whether a token counts.
  sealed interface Check {
    record Valid(Sessions.Holder holder) implements Check {}

    /// It does not count.
    ///
    /// @param reason for the caller; the same for everything that is forged
    record Invalid(String reason) implements Check {}
  }

  private static final Check FORGED = new Check.Invalid("the token is not valid");

  Issued issue(Sessions.Holder holder) throws SQLException {
    SigningKey key = keys.signing();
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    Instant end = now.plus(LIFETIME);
    SignedJWT token =
        new SignedJWT(
            new JWSHeader.Builder(Ed25519Signatures.ALGORITHM)
                .type(TYPE)
                .keyID(key.keyId())
                .build(),
            new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .audience(AUDIENCE)
                .subject(holder.subject())
                .claim(ROLE, holder.role().text())
                .claim(SESSION, holder.sessionId())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(end))
                .build());
    try {
      token.sign(Ed25519Signatures.signer(key));
    } catch (JOSEException e) {
      throw new IllegalStateException("cannot sign a token", e);
    }
    return new Issued(token.serialize(), end);
  }

  Check check(String text) throws SQLException {
    if (text.length() > CHARACTERS_MAX) {
      return FORGED;
    }
    try {
      SignedJWT token = SignedJWT.parse(text);
      JWSHeader header = token.getHeader();
      String keyId = header.getKeyID();
      if (!Ed25519Signatures.ALGORITHM.equals(header.getAlgorithm())
          || !TYPE.equals(header.getType())
          || keyId == null) {
        return FORGED;
      }
      Optional<SigningKey> key = keys.find(keyId);
      if (key.isEmpty() || !token.verify(Ed25519Signatures.verifier(key.get()))) {
        return FORGED;
      }
      return check(token.getJWTClaimsSet());
    } catch (ParseException | JOSEException | IllegalStateException _) {
      return FORGED;
    }
  }

  private Check check(JWTClaimsSet claims) throws ParseException {
    Instant now = clock.instant();
    Date issued = claims.getIssueTime();
    Date end = claims.getExpirationTime();
    Optional<Role> role = Optional.ofNullable(claims.getStringClaim(ROLE)).flatMap(Role::of);
    String subject = claims.getSubject();
    String session = claims.getStringClaim(SESSION);
    if (!ISSUER.equals(claims.getIssuer())
        || !List.of(AUDIENCE).equals(claims.getAudience())
        || issued == null
        || end == null
        || role.isEmpty()
        || subject == null
        || subject.isBlank()
        || session == null) {
      return FORGED;
    }
    if (issued.toInstant().isAfter(now.plus(CLOCK_SKEW))
        || end.toInstant().isAfter(issued.toInstant().plus(LIFETIME))) {
      return FORGED;
    }
    if (!end.toInstant().plus(CLOCK_SKEW).isAfter(now)) {
      return new Check.Invalid("the token has expired");
    }
    return new Check.Valid(new Sessions.Holder(session, subject, role.get()));
  }
}
