package dev.classify.local.restate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.classify.exit.CommandFailure;
import dev.classify.identity.IdentityKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdentityFilesTest {

  @TempDir Path folder;

  @Test
  void onlyTheOwnerMayReadThePrivateKey() throws IOException {
    IdentityFiles files = IdentityFiles.in(folder.resolve("new/keys"));

    assertThat(files.obtain()).isTrue();

    assertThat(permissions(files.privateKey())).isEqualTo("rw-------");
    assertThat(permissions(files.publicKeys())).isEqualTo("rw-r--r--");
    assertThat(IdentityKey.parse(Files.readString(files.publicKeys()).strip())).isPresent();
    assertThat(Files.readString(files.privateKey())).startsWith("-----BEGIN PRIVATE KEY-----\n");
    try (var all = Files.list(folder.resolve("new/keys"))) {
      assertThat(all).hasSize(2);
    }
  }

  @Test
  void existingPairIsKept() throws IOException {
    IdentityFiles files = IdentityFiles.in(folder);
    files.obtain();
    String key = Files.readString(files.privateKey());

    assertThat(files.obtain()).isFalse();

    assertThat(Files.readString(files.privateKey())).isEqualTo(key);
  }

  @Test
  void pairThatWasLeftUnfinishedIsReplaced() throws IOException {
    IdentityFiles files = IdentityFiles.in(folder);
    files.obtain();
    String before = Files.readString(files.publicKeys());
    Files.delete(files.privateKey());

    assertThat(files.obtain()).isTrue();

    assertThat(Files.readString(files.publicKeys())).isNotEqualTo(before);
  }

  @Test
  void privateKeyWithoutItsPublicOneIsReported() throws IOException {
    IdentityFiles files = IdentityFiles.in(folder);
    files.obtain();
    Files.delete(files.publicKeys());

    assertThatThrownBy(files::obtain)
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("no identity.pub beside it");
  }

  private static String permissions(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }
}
