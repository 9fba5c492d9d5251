package dev.classify.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdentityKeyTest {

  private static final byte[] MESSAGE = "message".getBytes(StandardCharsets.UTF_8);

  /// The key of the first test of Ed25519 in RFC 8032.
  @Test
  void keyIsReadAndWrittenInTheNotationOfRestate() {
    String text = "publickeyv1_FVen3X669xLzsi6N2V91DoiyzHzg1uAgqiT8jZ9nS96Z";

    IdentityKey key = IdentityKey.parse(text).orElseThrow();

    assertThat(HexFormat.of().formatHex(key.key().getEncoded()))
        .endsWith("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
    assertThat(IdentityKey.of(key.key())).isEqualTo(key);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "publickeyv1_",
        "publickeyv1_FVen3X669xLzsi6N2V91DoiyzHzg1uAgqiT8jZ9",
        "publickeyv1_FVen3X669xLzsi6N2V91DoiyzHzg1uAgqiT8jZ9nS96Z1",
        "publickeyv1_zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz",
        "publickeyv1_0Ven3X669xLzsi6N2V91DoiyzHzg1uAgqiT8jZ9nS96Z",
        "publickeyv2_FVen3X669xLzsi6N2V91DoiyzHzg1uAgqiT8jZ9nS96Z",
        "FVen3X669xLzsi6N2V91DoiyzHzg1uAgqiT8jZ9nS96Z"
      })
  void otherTextIsNoKey(String text) {
    assertThat(IdentityKey.parse(text)).isEmpty();
  }

  @Test
  void zerosAtTheBeginningOfAKeyAreKept() {
    byte[] bytes = HexFormat.of().parseHex("0000010203");

    assertThat(Base58.write(bytes)).isEqualTo("11Ldp");
    assertThat(Base58.read("11Ldp", 5)).hasValue(bytes);
    assertThat(Base58.read("1Ldp", 5)).as("a byte too short").isEmpty();
  }

  @Test
  void publicKeyOfANewPairVerifiesWhatItsPrivateKeySigns() throws Exception {
    IdentityKeyPair pair = IdentityKeyPair.generate();

    Signature signature = Signature.getInstance("Ed25519");
    signature.initSign(privateKey(pair.privateKeyPem()));
    signature.update(MESSAGE);
    byte[] signed = signature.sign();
    signature.initVerify(IdentityKey.parse(pair.publicKey().text()).orElseThrow().key());
    signature.update(MESSAGE);

    assertThat(signature.verify(signed)).isTrue();
    assertThat(IdentityKeyPair.generate().publicKey()).isNotEqualTo(pair.publicKey());
    assertThat(pair.toString()).doesNotContain("PRIVATE");
  }

  private static PrivateKey privateKey(String pem) throws Exception {
    String base64 = pem.replaceAll("-----[A-Z ]+-----", "").replace("\n", "");
    return KeyFactory.getInstance("Ed25519")
        .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
  }
}
