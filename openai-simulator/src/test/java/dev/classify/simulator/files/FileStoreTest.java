package dev.classify.simulator.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FileStoreTest {

  private final FileStore store = new FileStore(() -> Instant.EPOCH);

  @Test
  void uploadsAreLimitedButBatchesCanAlwaysWrite() {
    // One array for all files: the store does not copy it.
    byte[] quarter = new byte[(int) (FileStore.BYTES_MAX / 4)];
    for (int file = 0; file < 4; file++) {
      assertThat(store.upload("a.jsonl", "batch", quarter, Optional.empty())).isPresent();
    }

    assertThat(store.upload("b.jsonl", "batch", new byte[1], Optional.empty())).isEmpty();
    StoredFile written = store.write("output.jsonl", new byte[1]);
    assertThat(store.find(written.id())).contains(written);

    assertThat(store.delete(store.list().getFirst().id())).isTrue();
    assertThat(store.upload("b.jsonl", "batch", new byte[1], Optional.empty())).isPresent();
  }

  @Test
  void onlyFilesWithALifetimeExpire() {
    assertThat(store.write("output.jsonl", new byte[2]).json().toString())
        .contains("\"bytes\":2", "\"expires_at\":2592000", "\"purpose\":\"batch_output\"");
    StoredFile lasting =
        store.upload("a.pdf", "user_data", new byte[2], Optional.empty()).orElseThrow();
    assertThat(lasting.json().path("expires_at").isNull()).isTrue();
  }
}
