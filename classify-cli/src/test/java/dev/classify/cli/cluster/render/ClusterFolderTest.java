package dev.classify.cli.cluster.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.classify.cli.cluster.ClusterSize;
import dev.classify.exit.CommandFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterFolderTest {

  private static final ClusterSize THREE = new ClusterSize(3, 2);
  private static final ClusterSize FIVE = new ClusterSize(5, 2);

  @TempDir Path folder;

  @BeforeEach
  void write() throws Exception {
    new ClusterFolder(folder, false).write(THREE, 2);
    Files.writeString(folder.resolve(".env"), "CLUSTER_NET=172.29.9\n");
  }

  @Test
  void filesGetAnotherNumberOfNodesAndKeepWorkersProjectorsAndSettings() throws Exception {
    ClusterFolder cluster = new ClusterFolder(folder, false);
    cluster.checkNodes(THREE);
    assertThat(cluster.holds(FIVE)).isFalse();
    cluster.resize(FIVE);
    assertThat(cluster.holds(FIVE)).isTrue();
    assertThat(folder.resolve("docker-compose.cluster.yml"))
        .content()
        .contains("  restate-5:\n    <<", "classify-service-2:", "    scale: 2\n")
        .doesNotContain("classify-service-3:");
    assertThat(folder.resolve(".env")).hasContent("CLUSTER_NET=172.29.9");
    cluster.resize(THREE);
    assertThat(cluster.holds(THREE)).isTrue();
    assertThat(folder.resolve("restate.toml.old")).doesNotExist();
  }

  @Test
  void filesOfTwoSizesAreWhatAKilledCommandLeaves() throws Exception {
    Path other = Files.createDirectory(folder.resolve("other"));
    new ClusterFolder(other, false).write(FIVE, 2);
    Files.copy(
        other.resolve("restate.toml"),
        folder.resolve("restate.toml"),
        StandardCopyOption.REPLACE_EXISTING);
    ClusterFolder cluster = new ClusterFolder(folder, false);
    cluster.checkNodes(THREE);
    assertThat(cluster.holds(THREE)).isFalse();
    assertThat(cluster.holds(FIVE)).isFalse();
  }

  @Test
  void fileChangedByHandIsNamedAndReplacedOnlyByForce() throws Exception {
    Path settings = folder.resolve("restate.toml");
    String mine = Files.readString(settings).replace("\"1h\"", "\"2h\"");
    Files.writeString(settings, mine);
    assertThatThrownBy(() -> new ClusterFolder(folder, false).checkNodes(THREE))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("restate.toml in " + folder + ": changed by hand")
        .hasMessageContaining("--force, which keeps the present ones as NAME.old");
    assertThat(settings).hasContent(mine);

    ClusterFolder forced = new ClusterFolder(folder, true);
    forced.checkNodes(THREE);
    forced.resize(FIVE);
    assertThat(folder.resolve("restate.toml.old")).hasContent(mine);
    assertThat(forced.holds(FIVE)).isTrue();
  }

  @Test
  void filesOfTheSourcesStayAsTheyAre() throws Exception {
    Files.createFile(folder.resolve("Dockerfile.service"));
    assertThatThrownBy(() -> new ClusterFolder(folder, true).checkNodes(THREE))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("render --nodes 3 --workers 2 --to FOLDER");
  }
}
