package dev.classify.store.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.store.TestDatabase;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SigningKeysTest {

  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private SigningKeys keys;

  @BeforeEach
  void create() {
    keys = new SigningKeys(DATABASE.dataSource());
  }

  @Test
  void firstKeyIsMadeOnceAndSignsAtOnce() throws SQLException {
    List<SigningKey> made = keys.all();

    assertThat(made).hasSize(1).allMatch(SigningKey::signs);
    assertThat(new SigningKeys(DATABASE.dataSource()).all())
        .extracting(SigningKey::keyId)
        .containsExactly(made.getFirst().keyId());
  }

  @Test
  void newKeySignsOnceEveryWorkerKnowsItAndTheOldOneVerifiesOn() throws SQLException {
    String first = keys.all().getFirst().keyId();

    String second = keys.rotate(false);

    assertThat(keys.all()).extracting(SigningKey::keyId).containsExactlyInAnyOrder(first, second);
    assertThat(signing()).isEqualTo(first);
    DATABASE.execute("update access_keys set created_at = created_at - interval '61 seconds'");
    assertThat(signing()).isEqualTo(second);
    assertThat(keys.all()).hasSize(2);
    DATABASE.execute("update access_keys set verifies_until = now() where verifies_until > now()");
    assertThat(keys.all()).extracting(SigningKey::keyId).containsExactly(second);
  }

  @Test
  void stolenKeyEndsAtOnce() throws SQLException {
    keys.all();

    String second = keys.rotate(true);

    assertThat(signing()).isEqualTo(second);
    assertThat(keys.all()).hasSize(1);
  }

  @Test
  void keysThatVerifyNothingMoreAreDeleted() throws SQLException {
    keys.all();
    keys.rotate(false);
    DATABASE.execute("update access_keys set verifies_until = now() where verifies_until > now()");

    keys.rotate(false);

    assertThat(DATABASE.number("select count(*) from access_keys")).isEqualTo(2);
  }

  private String signing() throws SQLException {
    return keys.all().stream().filter(SigningKey::signs).findFirst().orElseThrow().keyId();
  }
}
