package dev.classify.local.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveTest {

  @TempDir Path folder;

  @Test
  void programsStayExecutable() throws Exception {
    Archive.unpackGzip(archive("package/bin/server", 0100755), folder);
    assertThat(Files.isExecutable(folder.resolve("package/bin/server"))).isTrue();
    Archive.unpackGzip(archive("package/README.md", 0100644), folder);
    assertThat(Files.isExecutable(folder.resolve("package/README.md"))).isFalse();
  }

  @Test
  void entryOutsideTheFolderIsRefused() {
    assertThatThrownBy(() -> Archive.unpackGzip(archive("../evil", 0100644), folder))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("../evil");
  }

  @Test
  void linkThatPointsOutsideTheFolderIsRefused() throws Exception {
    Archive.unpackGzip(link("lib/libpq.so.5", "libpq.so.5.17"), folder);
    Archive.unpackGzip(link("bin/libpq.so", "../lib/libpq.so.5"), folder);
    assertThat(Files.readSymbolicLink(folder.resolve("bin/libpq.so")))
        .hasToString("../lib/libpq.so.5");
    for (String outside : new String[] {"/etc", "../../etc", "../.."}) {
      assertThatThrownBy(() -> Archive.unpackGzip(link("lib/outside", outside), folder))
          .isInstanceOf(IOException.class)
          .hasMessageContaining(outside);
      assertThat(folder.resolve("lib/outside")).doesNotExist();
    }
  }

  private static InputStream link(String name, String target) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes))) {
      TarArchiveEntry entry = new TarArchiveEntry(name, TarConstants.LF_SYMLINK);
      entry.setLinkName(target);
      tar.putArchiveEntry(entry);
      tar.closeArchiveEntry();
    }
    return new ByteArrayInputStream(bytes.toByteArray());
  }

  private static InputStream archive(String name, int mode) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes))) {
      TarArchiveEntry entry = new TarArchiveEntry(name, true);
      entry.setMode(mode);
      entry.setSize(1);
      tar.putArchiveEntry(entry);
      tar.write('x');
      tar.closeArchiveEntry();
    }
    return new ByteArrayInputStream(bytes.toByteArray());
  }
}
