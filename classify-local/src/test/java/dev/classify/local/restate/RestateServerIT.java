package dev.classify.local.restate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.classify.exit.CommandFailure;
import dev.classify.local.LocalSettings;
import dev.classify.local.cache.CacheFolder;
import dev.classify.local.process.OneShotCommand;
import dev.classify.local.process.ProcessFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestateServerIT {

  @TempDir Path folder;

  /// Restate ignores an unknown key without a word, so only its own dump tells that ours are known.
  @Test
  void everySettingOfOursStandsInTheServersDump() throws Exception {
    String ours =
        RestateProgram.settings(
            folder.resolve("data"),
            new RestatePorts(21_080, 21_070, 21_122),
            IdentityFiles.in(folder));
    Path file = Files.writeString(folder.resolve("restate.toml"), ours);
    Map<String, String> dump =
        RestateSettings.dump(binary(null, System.getenv()).find(), file, Map.of());

    assertThat(RestateSettings.of(ours)).hasSizeGreaterThan(25).isNotEmpty();
    assertThat(dump).containsAllEntriesOf(RestateSettings.of(ours));
  }

  @Test
  void serverNamedByTheUserThatIsNoneIsReported() {
    Path sleep = Path.of("/bin/sleep");
    assertThatThrownBy(() -> binary(sleep, System.getenv()).find())
        .isInstanceOf(CommandFailure.class)
        .hasMessageStartingWith("RESTATE_SERVER names /bin/sleep, which is no restate-server")
        .hasMessageContaining("fix: name a restate-server 1.7.12 or newer");
  }

  @Test
  void scriptOnThePathIsPassedOver() throws Exception {
    Path script = Files.writeString(folder.resolve("restate-server"), "#!/bin/sh\nexit 1\n");
    assertThat(script.toFile().setExecutable(true)).isTrue();
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.merge("PATH", folder.toString(), (path, first) -> first + ":" + path);
    Path found = binary(null, environment).find();
    assertThat(found).isNotEqualTo(script);
    assertThat(RestateVersion.of(found)).hasValueSatisfying(v -> assertThat(v.fits()).isTrue());
  }

  private RestateBinary binary(@Nullable Path named, Map<String, String> environment) {
    return new RestateBinary(
        RestateTool.SERVER,
        named,
        new CacheFolder(LocalSettings.from(environment).cache()),
        new OneShotCommand("npm", new ProcessFiles(folder, folder)),
        environment);
  }
}
