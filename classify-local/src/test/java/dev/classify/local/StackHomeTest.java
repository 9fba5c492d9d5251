package dev.classify.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackHomeTest {

  private final List<String> said = new ArrayList<>();

  @TempDir Path folder;

  @Test
  void newStackIsForItsOwnerAlone() throws IOException {
    StackHome home = new StackHome(folder.resolve("new"));
    home.create(said::add);
    assertThat(List.of(home.root(), home.processFiles().logs(), home.users().folder()))
        .allMatch(made -> rights(made).equals("rwx------"));
    home.create(said::add);
    assertThat(said).isEmpty();
  }

  @Test
  void earlierStackIsTakenFromOthersWithAWord() throws IOException {
    Files.createDirectories(folder.resolve("logs"));
    Files.createFile(folder.resolve("stack.json"));
    open(folder.resolve("logs"));
    open(folder);
    new StackHome(folder).create(said::add);
    assertThat(said)
        .containsExactly("others could read in " + folder + ", which is yours alone now");
    assertThat(rights(folder)).isEqualTo("rwx------");
    assertThat(rights(folder.resolve("logs"))).isEqualTo("rwx------");
  }

  @Test
  void folderWithOtherFilesKeepsItsRights() throws IOException {
    Files.createFile(folder.resolve("indicators.csv"));
    open(folder);
    new StackHome(folder).create(said::add);
    assertThat(said).isEmpty();
    assertThat(rights(folder)).isEqualTo("rwxr-xr-x");
    assertThat(rights(folder.resolve("logs"))).isEqualTo("rwx------");
  }

  /// Without the data of a node, a backup would lose its batches.
  @Test
  void dataOfEveryNodeIsKept() throws IOException {
    List<String> nodes = new Topology(Topology.MAX, 1, 0).nodeNames();
    for (String node : nodes) {
      Files.createDirectory(folder.resolve(node));
    }
    assertThat(new StackHome(folder).kept())
        .extracting(kept -> kept.getFileName().toString())
        .containsExactlyInAnyOrderElementsOf(nodes);
  }

  private static void open(Path folder) throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static String rights(Path folder) {
    try {
      return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
