package dev.classify.web.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.impl.BaseJWSProvider;
import com.nimbusds.jose.util.Base64URL;
import dev.classify.store.access.SigningKey;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.util.Set;

/// Ed25519 signatures of tokens by the JDK, for the library that reads and writes tokens. Its own
/// classes for them need a second library, which does what the JDK does too.
final class Ed25519Signatures {

  /// `EdDSA` in the header of a token (RFC 8037).
  static final JWSAlgorithm ALGORITHM = JWSAlgorithm.EdDSA;

  private static final String JDK_NAME = "Ed25519";

  private Ed25519Signatures() {}

  static JWSSigner signer(SigningKey key) {
    return new Signer(key);
  }

  static JWSVerifier verifier(SigningKey key) {
    return new Verifier(key);
  }

  private static final class Signer extends BaseJWSProvider implements JWSSigner {

    private final SigningKey key;

    Signer(SigningKey key) {
      super(Set.of(ALGORITHM));
      this.key = key;
    }

    @Override
    public Base64URL sign(JWSHeader header, byte[] input) throws JOSEException {
      try {
        Signature signature = Signature.getInstance(JDK_NAME);
        signature.initSign(key.privateKey());
        signature.update(input);
        return Base64URL.encode(signature.sign());
      } catch (GeneralSecurityException e) {
        throw new JOSEException("cannot sign with key " + key, e);
      }
    }
  }

  private static final class Verifier extends BaseJWSProvider implements JWSVerifier {

    private final SigningKey key;

    Verifier(SigningKey key) {
      super(Set.of(ALGORITHM));
      this.key = key;
    }

    /// A token of ours has no critical parameters, so one with any is not ours.
    @Override
    public boolean verify(JWSHeader header, byte[] input, Base64URL given) throws JOSEException {
      if (!ALGORITHM.equals(header.getAlgorithm()) || header.getCriticalParams() != null) {
        return false;
      }
      try {
        Signature signature = Signature.getInstance(JDK_NAME);
        signature.initVerify(key.publicKey());
        signature.update(input);
        return signature.verify(given.decode());
      } catch (GeneralSecurityException _) {
        return false; // the signature is not even one in form
      }
    }
  }
}
