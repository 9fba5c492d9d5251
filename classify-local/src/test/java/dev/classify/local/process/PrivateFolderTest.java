package dev.classify.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivateFolderTest {

  @TempDir Path folder;

  @Test
  void newFolderIsForItsOwnerAlone() throws IOException {
    Path made = folder.resolve("a").resolve("b");
    PrivateFolder.create(made);
    assertThat(rights(made)).isEqualTo("rwx------");
    assertThat(PrivateFolder.tighten(made)).isFalse();
  }

  @Test
  void folderThatOthersReadIsTakenFromThem() throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    PrivateFolder.create(folder);
    assertThat(rights(folder)).isEqualTo("rwxr-xr-x");
    assertThat(PrivateFolder.tighten(folder)).isTrue();
    assertThat(rights(folder)).isEqualTo("rwx------");
  }

  @Test
  void folderThatOthersOnlyPassStaysAsItIs() throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
    assertThat(PrivateFolder.tighten(folder)).isFalse();
    assertThat(rights(folder)).isEqualTo("rwx--x--x");
  }

  private static String rights(Path folder) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder));
  }
}
