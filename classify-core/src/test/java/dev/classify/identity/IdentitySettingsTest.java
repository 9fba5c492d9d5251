package dev.classify.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.classify.exit.CommandFailure;
import dev.classify.settings.InvalidSettings;
import dev.classify.settings.SettingsReader;
import java.io.FileNotFoundException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdentitySettingsTest {

  private static final String OLD = IdentityKeyPair.generate().publicKey().text();
  private static final String NEW = IdentityKeyPair.generate().publicKey().text();

  private static IdentitySettings settings(Map<String, String> environment) {
    SettingsReader reader = new SettingsReader(environment);
    IdentitySettings settings = IdentitySettings.from(reader);
    reader.check();
    return settings;
  }

  private static IdentitySettings inFile() {
    return settings(Map.of("RESTATE_IDENTITY_KEYS_FILE", "identity.pub"));
  }

  @Test
  void withoutTheSettingThereIsNoKey() {
    assertThat(settings(Map.of()).read(IdentitySettingsTest::missing)).isEmpty();
  }

  @Test
  void oldAndNewKeyCountWhileOneReplacesTheOther() {
    IdentitySettings listed = settings(Map.of("RESTATE_IDENTITY_KEYS", OLD + ", " + NEW));

    assertThat(listed.read(IdentitySettingsTest::missing))
        .extracting(IdentityKey::text)
        .containsExactly(OLD, NEW);
    assertThat(inFile().read(_ -> OLD + "\n\n" + NEW + "\n"))
        .extracting(IdentityKey::text)
        .containsExactly(OLD, NEW);
  }

  @ParameterizedTest
  @ValueSource(strings = {",", "publickeyv1_x", "publickeyv1_x,"})
  void listWithoutKeysIsRefusedSoThatNoWorkerStartsUnprotected(String list) {
    assertThatThrownBy(() -> settings(Map.of("RESTATE_IDENTITY_KEYS", list)))
        .isInstanceOf(InvalidSettings.class)
        .hasMessageContaining("RESTATE_IDENTITY_KEYS is not a list of public keys");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n \n", "no key\n"})
  void fileWithoutKeysIsRefusedToo(String text) {
    IdentitySettings settings = inFile();
    assertThatThrownBy(() -> settings.read(_ -> text))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("RESTATE_IDENTITY_KEYS_FILE is not a file of public keys");
  }

  @Test
  void missingFileAndTwoSettingsAtOnceAreRefused() {
    IdentitySettings settings = inFile();
    assertThatThrownBy(() -> settings.read(IdentitySettingsTest::missing))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("RESTATE_IDENTITY_KEYS_FILE cannot be read");
    assertThatThrownBy(
            () ->
                settings(
                    Map.of(
                        "RESTATE_IDENTITY_KEYS",
                        OLD,
                        "RESTATE_IDENTITY_KEYS_FILE",
                        "identity.pub")))
        .isInstanceOf(InvalidSettings.class)
        .hasMessageContaining("RESTATE_IDENTITY_KEYS_FILE is set beside RESTATE_IDENTITY_KEYS");
  }

  private static String missing(String name) throws FileNotFoundException {
    throw new FileNotFoundException(name);
  }
}
