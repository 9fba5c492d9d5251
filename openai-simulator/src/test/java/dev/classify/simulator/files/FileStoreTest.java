package dev.classify.simulator.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FileStoreTest {

  private static final FileContent ONE = FileContent.of(new byte[1]);
  private static final FileContent TWO = FileContent.of(new byte[2]);

  private final FileStore store = new FileStore(() -> Instant.EPOCH, 4 * TWO.bytesInMemory());

  @Test
  void uploadsAreLimitedButBatchesCanAlwaysWrite() {
    for (int file = 0; file < 4; file++) {
      assertThat(store.upload("a.jsonl", "batch", TWO, Optional.empty())).isPresent();
    }

    assertThat(store.upload("b.jsonl", "batch", ONE, Optional.empty())).isEmpty();
    StoredFile written = store.write("output.jsonl", ONE);
    assertThat(store.find(written.id())).contains(written);

    assertThat(store.delete(store.list().getFirst().id())).isTrue();
    assertThat(store.delete(store.list().getFirst().id())).isTrue();
    assertThat(store.upload("b.jsonl", "batch", ONE, Optional.empty())).isPresent();
  }

  @Test
  void onlyFilesWithALifetimeExpire() {
    assertThat(store.write("output.jsonl", TWO).json().toString())
        .contains("\"bytes\":2", "\"expires_at\":2592000", "\"purpose\":\"batch_output\"");
    StoredFile lasting = store.upload("a.pdf", "user_data", TWO, Optional.empty()).orElseThrow();
    assertThat(lasting.json().path("expires_at").isNull()).isTrue();
  }
}
