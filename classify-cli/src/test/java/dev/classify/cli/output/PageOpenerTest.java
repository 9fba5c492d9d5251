package dev.classify.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageOpenerTest {

  private static final URI LINK = URI.create("http://127.0.0.1:9080/#/link/secret");

  @TempDir private Path folder;

  @Test
  void browserGetsAFileThatOnlyItsUserMayRead() throws Exception {
    program(
        "xdg-open",
        "printf '%s\\n' \"$@\" > \"$HOME/arguments\"; /usr/bin/env > \"$HOME/environment\"");
    Path file = folder.resolve("open.html");

    boolean opened = opener(":0", false).open(LINK, file);

    assertThat(opened).isTrue();
    assertThat(folder.resolve("arguments")).hasContent(file.toString());
    assertThat(folder.resolve("environment"))
        .content()
        .contains("DISPLAY=:0")
        .doesNotContain("OPENAI_API_KEY");
    assertThat(file).content().contains("url=" + LINK);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void nothingOpensWithoutAScreenOrABrowser() throws Exception {
    Path file = folder.resolve("open.html");
    assertThat(opener(":0", false).open(LINK, file)).isFalse();
    program("xdg-open", "exit 0");
    assertThat(opener(null, false).open(LINK, file)).isFalse();
    assertThat(file).doesNotExist();
  }

  @Test
  void browserThatFailsIsNoticed() throws Exception {
    program("xdg-open", "exit 3");
    assertThat(opener(":0", false).open(LINK, folder.resolve("open.html"))).isFalse();
  }

  @Test
  void macHasAProgramOfItsOwnAndNeedsNoDisplay() throws Exception {
    program("open", "exit 0");
    assertThat(opener(null, true).open(LINK, folder.resolve("open.html"))).isTrue();
  }

  private PageOpener opener(@Nullable String display, boolean mac) {
    Map<String, String> environment =
        new HashMap<>(
            Map.of(
                "PATH", folder.toString(), "HOME", folder.toString(), "OPENAI_API_KEY", "secret"));
    if (display != null) {
      environment.put("DISPLAY", display);
    }
    return new PageOpener(environment, mac);
  }

  private void program(String name, String script) throws IOException {
    Path file = folder.resolve(name);
    Files.writeString(file, "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
  }
}
