package dev.classify.cli.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.classify.exit.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputFileTest {

  @TempDir Path folder;

  @Test
  void fileAppearsWhenItIsComplete() throws Exception {
    Path file = Files.writeString(folder.resolve("a.csv"), "old");
    try (OutputFile output = OutputFile.open(file)) {
      output.writer().write("new");
      assertThat(file).hasContent("old");
      assertThat(files()).hasSize(2);
      output.finish();
    }
    assertThat(file).hasContent("new");
    assertThat(files()).containsExactly(file);
  }

  @Test
  void unfinishedFileCannotBeGuessedAndIsRemoved() throws Exception {
    Path file = folder.resolve("a.csv");
    try (OutputFile one = OutputFile.open(file);
        OutputFile other = OutputFile.open(file)) {
      one.writer().write("half");
      assertThat(other).isNotSameAs(one);
      assertThat(files())
          .hasSize(2)
          .allMatch(path -> path.toString().matches(".*/\\.a\\.csv\\.[0-9a-f]{16}\\.unfinished"));
    }
    assertThat(files()).isEmpty();
  }

  @Test
  void pipeIsWrittenIntoAndNotReplaced() throws Exception {
    Path pipe = folder.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    Object node = Files.getAttribute(pipe, "unix:ino");
    CompletableFuture<String> reader = CompletableFuture.supplyAsync(() -> read(pipe));
    WholeFile.<IOException>write(pipe, writer -> writer.write("through"));
    assertThat(reader.get(10, TimeUnit.SECONDS)).isEqualTo("through");
    assertThat(Files.getAttribute(pipe, "unix:ino")).isEqualTo(node);
    assertThat(files()).containsExactly(pipe);
  }

  @Test
  void deviceThatALinkNamesIsWrittenIntoAndTheLinkStays() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("null"), Path.of("/dev/null"));
    WholeFile.<IOException>write(link, writer -> writer.write("away"));
    assertThat(Files.readSymbolicLink(link)).isEqualTo(Path.of("/dev/null"));
    assertThat(Files.isRegularFile(Path.of("/dev/null"))).isFalse();
    assertThat(files()).containsExactly(link);
  }

  @Test
  void linkIsFollowedToItsFile() throws Exception {
    Path target = Files.writeString(folder.resolve("target.csv"), "old");
    Path link = Files.createSymbolicLink(folder.resolve("link.csv"), target);
    WholeFile.<IOException>write(link, writer -> writer.write("new"));
    assertThat(Files.isSymbolicLink(link)).isTrue();
    assertThat(Files.isSymbolicLink(target)).isFalse();
    assertThat(target).hasContent("new");
  }

  @Test
  void folderAndLinkToNothingAreRefused() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("none"));
    assertThatThrownBy(() -> OutputFile.open(folder))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("is a folder");
    assertThatThrownBy(() -> OutputFile.open(link))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("link to a file that does not exist");
    assertThat(Files.exists(link, LinkOption.NOFOLLOW_LINKS)).isTrue();
  }

  @Test
  void outputThatIsAnInputIsRefused() throws Exception {
    Path input = Files.writeString(folder.resolve("in.csv"), "id,name\n");
    Path same = Files.createLink(folder.resolve("same.csv"), input);
    for (Path output : List.of(input, same, folder.resolve("x/../in.csv"))) {
      assertThatThrownBy(() -> OutputFile.refuseSame("--rejects", output, input))
          .isInstanceOf(CommandFailure.class)
          .hasMessageContaining("--rejects " + output)
          .hasMessageContaining("fix: name another file");
    }
    FileTime before = Files.getLastModifiedTime(input);
    OutputFile.refuseSame("--rejects", folder.resolve("other.csv"), input);
    assertThat(Files.getLastModifiedTime(input)).isEqualTo(before);
  }

  private static String read(Path pipe) {
    try {
      return Files.readString(pipe);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }
}
