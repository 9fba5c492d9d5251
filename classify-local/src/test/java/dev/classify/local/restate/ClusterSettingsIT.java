package dev.classify.local.restate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.local.LocalSettings;
import dev.classify.local.cache.CacheFolder;
import dev.classify.local.process.OneShotCommand;
import dev.classify.local.process.ProcessFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Restate ignores an unknown key without a word, in its file and in its environment alike.
class ClusterSettingsIT {

  private static final Path TOP = Path.of("..").toAbsolutePath().normalize();
  private static final Path FILE = TOP.resolve("restate.toml");

  /// A variable of a node: one of its environment, or one that its shell exports from a file.
  private static final Pattern VARIABLE =
      Pattern.compile(
          "^ +(?:export )?(RESTATE_(?!IDENTITY_)\\w+)(?:: |=)\"?([^\"\\n]+)", Pattern.MULTILINE);

  @TempDir Path folder;
  private Path server;

  @BeforeEach
  void findServer() throws Exception {
    server =
        new RestateBinary(
                RestateTool.SERVER,
                null,
                new CacheFolder(LocalSettings.from(System.getenv()).cache()),
                new OneShotCommand("npm", new ProcessFiles(folder, folder)),
                System.getenv())
            .find();
  }

  @Test
  void everySettingThatTheNodesShareStandsInTheServersDump() throws Exception {
    Map<String, String> ours = RestateSettings.of(Files.readString(FILE));
    assertThat(ours).hasSizeGreaterThan(30);
    assertThat(RestateSettings.dump(server, FILE, Map.of())).containsAllEntriesOf(ours);
  }

  @Test
  void everyVariableOfTheNodesStandsInTheServersDump() throws Exception {
    Map<String, String> variables = variables();
    assertThat(variables)
        .containsKeys(
            "RESTATE_NODE_NAME",
            "RESTATE_WORKER__INVOKER__REQUEST_IDENTITY_PRIVATE_KEY_PEM_FILE",
            "RESTATE_WORKER__SNAPSHOTS__AWS_SECRET_ACCESS_KEY");
    Map<String, String> dump = RestateSettings.dump(server, FILE, variables);
    variables.forEach(
        (name, value) -> assertThat(dump.get(key(name))).as(name).isIn(value, '"' + value + '"'));
  }

  @Test
  void everySettingOfAProcessWinsOverTheFileAndTheRestOfTheFileStands() throws Exception {
    List<RestatePorts> ports =
        IntStream.range(21_000, 21_005).mapToObj(p -> new RestatePorts(p, p + 10, p + 20)).toList();
    ClusterNode node =
        new ClusterNode(
            3,
            ports.get(2),
            () -> ports,
            folder.resolve("restate-3"),
            folder.resolve("founded"),
            IdentityFiles.in(folder),
            new ClusterNode.SnapshotStore("http://127.0.0.1:21050", "classify", "s123"));
    Path file = Files.writeString(folder.resolve("restate.toml"), ClusterNode.settings());
    Map<String, String> own = node.ownSettings();
    Map<String, String> variables = new HashMap<>();
    own.forEach((key, value) -> variables.put(ClusterNode.variable(key), value));

    Map<String, String> dump = RestateSettings.dump(server, file, variables);
    assertThat(own).hasSizeGreaterThan(15);
    own.forEach((key, value) -> assertThat(dump.get(key)).as(key).isIn(value, '"' + value + '"'));
    Map<String, String> shared = RestateSettings.of(Files.readString(FILE));
    shared.keySet().removeAll(own.keySet());
    assertThat(dump).containsAllEntriesOf(shared);
  }

  @Test
  void onlyTheFirstNodeFoundsTheClusterAndOnlyOnce() throws Exception {
    RestatePorts ports = new RestatePorts(21_000, 21_010, 21_020);
    ClusterNode.SnapshotStore snapshots =
        new ClusterNode.SnapshotStore("http://127.0.0.1:21050", "classify", "s123");
    Path founded = folder.resolve("founded");
    IdentityFiles identity = IdentityFiles.in(folder);
    List<RestatePorts> both = List.of(ports, ports);
    ClusterNode first = new ClusterNode(1, ports, () -> both, folder, founded, identity, snapshots);
    ClusterNode second =
        new ClusterNode(2, ports, () -> both, folder, founded, identity, snapshots);
    assertThat(first.ownSettings()).containsEntry("auto-provision", "true");
    assertThat(first.ownSettings()).containsEntry("default-replication", "2");
    assertThat(second.ownSettings()).containsEntry("auto-provision", "false");
    Files.createFile(founded);
    assertThat(first.ownSettings()).containsEntry("auto-provision", "false");
  }

  /// Those of the last node where several nodes have one.
  private static Map<String, String> variables() throws Exception {
    Map<String, String> variables = new HashMap<>();
    VARIABLE
        .matcher(Files.readString(TOP.resolve("docker-compose.cluster.yml")))
        .results()
        .forEach(variable -> variables.put(variable.group(1), variable.group(2)));
    return variables;
  }

  private static String key(String variable) {
    return variable
        .substring("RESTATE_".length())
        .toLowerCase(Locale.ROOT)
        .replace("__", ".")
        .replace('_', '-');
  }
}
