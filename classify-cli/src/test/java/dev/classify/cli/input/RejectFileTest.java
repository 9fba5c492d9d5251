package dev.classify.cli.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.classify.exit.CommandFailure;
import dev.classify.indicator.Problem;
import dev.classify.input.InputOptions;
import dev.classify.input.InputRow;
import dev.classify.input.RowLocation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RejectFileTest {

  private static final InputRow BAD =
      new InputRow.Bad(
          new RowLocation("in,put.csv", 7),
          "A\"\n\uD83D",
          List.of(new Problem("name", "is empty", "give one, please")));

  @TempDir Path folder;

  @Test
  void problemsAreListedAsQuotedCsv() throws Exception {
    Path target = folder.resolve("list.csv");
    try (RejectFile rejects = new RejectFile(target)) {
      rejects.add(BAD);
      assertThat(target).doesNotExist();
      assertThat(rejects.publish()).contains(target);
      assertThat(rejects.badRows()).isEqualTo(1);
    }
    assertThat(Files.readString(target))
        .isEqualTo(
            """
            source,line,indicator_id,field,severity,problem,fix\r
            "in,put.csv",7,"A""
            ?",name,error,is empty,"give one, please"\r
            """);
    assertThat(files()).containsExactly(target);
  }

  @Test
  void withoutProblemsNoFileIsWrittenAndAnEarlierListIsRemoved() throws Exception {
    Path target = folder.resolve("list.csv");
    publish(target, true);
    publish(target, false);
    assertThat(files()).isEmpty();
  }

  @Test
  void withoutProblemsAnUnrelatedFileOfThatNameIsKept() throws Exception {
    Path target = Files.writeString(folder.resolve("list.csv"), "mine", StandardCharsets.UTF_8);
    publish(target, false);
    assertThat(target).hasContent("mine");
  }

  @Test
  void unfinishedListLeavesNothing() throws Exception {
    try (RejectFile rejects = new RejectFile(folder.resolve("list.csv"))) {
      rejects.add(BAD);
    }
    assertThat(files()).isEmpty();
  }

  @Test
  void unwritableFolderIsAnErrorWithAFix() throws Exception {
    try (RejectFile rejects = new RejectFile(folder.resolve("none/list.csv"))) {
      assertThatThrownBy(() -> rejects.add(BAD))
          .isInstanceOf(CommandFailure.class)
          .hasMessageContaining("--rejects FILE");
    }
  }

  @Test
  void folderOfThatNameIsRefused() throws Exception {
    Path target = Files.createDirectories(folder.resolve("list.csv"));
    try (RejectFile rejects = new RejectFile(target)) {
      assertThatThrownBy(() -> rejects.add(BAD)).hasMessageContaining("is a folder");
    }
    assertThat(files()).containsExactly(target);
  }

  @Test
  void fileThatIsNoListOfRejectedRowsIsNotReplaced() throws Exception {
    Path target = Files.writeString(folder.resolve("self.csv"), "id,name\nA,\n");
    try (RejectFile rejects = new RejectFile(target)) {
      assertThatThrownBy(() -> rejects.add(BAD))
          .isInstanceOf(CommandFailure.class)
          .hasMessageContaining("no list of rejected rows")
          .hasMessageContaining("--rejects FILE");
    }
    assertThat(target).hasContent("id,name\nA,\n");
    assertThat(files()).containsExactly(target);
  }

  @Test
  void formulasAreTextInTheList() throws Exception {
    Path target = folder.resolve("list.csv");
    try (RejectFile rejects = new RejectFile(target)) {
      rejects.add(
          new InputRow.Bad(
              new RowLocation("@in.csv", 2),
              "=HYPERLINK(\"http://evil\")",
              List.of(new Problem("name", "is empty; -1", "+fix"))));
      rejects.publish();
    }
    assertThat(Files.readString(target))
        .endsWith(
            "'@in.csv,2,\"'=HYPERLINK(\"\"http://evil\"\")\",name,error,\"is empty;"
                + " -1\",'+fix\r\n");
  }

  @Test
  void listOfAnInputInAFolderThatEverybodyMayWriteIsWrittenInTheWorkingFolder() throws Exception {
    Path shared = Files.createDirectory(folder.resolve("shared"));
    Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString("rwxrwxrwx"));
    try (InputSource source = InputSource.file(shared.resolve("data.csv"), InputOptions.NONE)) {
      assertThat(source.rejectFile()).isEqualTo(Path.of("data.rejects.csv").toAbsolutePath());
    }
  }

  @Test
  void listIsWrittenBesideItsInput() throws Exception {
    try (InputSource source =
        InputSource.file(folder.resolve("my.data.CSV.gz"), InputOptions.NONE)) {
      assertThat(source.rejectFile()).isEqualTo(folder.resolve("my.data.rejects.csv"));
    }
  }

  private static void publish(Path target, boolean bad) {
    try (RejectFile rejects = new RejectFile(target)) {
      if (bad) {
        rejects.add(BAD);
      }
      assertThat(rejects.publish().isPresent()).isEqualTo(bad);
    }
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }
}
