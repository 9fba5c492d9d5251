package dev.classify.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.exit.ExitCode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the commands for users and tokens refuse before they look for a database.
class UserCommandsTest {

  @TempDir private Path folder;

  @Test
  void shortPasswordIsRefusedAndNotShown() throws Exception {
    Path file = Files.writeString(folder.resolve("password"), "hunter2\nsecond line\n");

    String err = refused("user", "add", "ada", "--role", "viewer", "--password-file", file);

    assertThat(err).contains("at least 12 characters", "fix:").doesNotContain("hunter2");
  }

  @Test
  void emptyFileHoldsNoPassword() throws Exception {
    Path file = Files.createFile(folder.resolve("empty"));

    assertThat(refused("user", "password", "ada", "--password-file", file))
        .contains("at least 12 characters");
  }

  @Test
  void nameThatCannotBeTypedAnywhereIsRefused() {
    assertThat(refused("user", "add", "ada lovelace", "--role", "viewer"))
        .contains("'ada lovelace' is not a name of a user", "fix:");
    assertThat(refused("user", "disable", "ada\u001b[2J")).doesNotContain("\u001b");
  }

  @Test
  void passwordCannotBeGivenAsAnArgument() {
    assertThat(refused("user", "add", "ada", "--role", "viewer", "--password", "correct horse"))
        .contains("--password");
    assertThat(refused("user", "add", "ada", "correct horse battery", "--role", "viewer"))
        .isNotEmpty();
  }

  @Test
  void tokenNeedsARoleAndALifetimeWithinAYear() {
    assertThat(refused("token", "create", "ci")).contains("--role");
    assertThat(refused("token", "create", "ci", "--role", "viewer", "--expires", "400d"))
        .contains("1m to 366d");
    assertThat(refused("token", "create", " ", "--role", "viewer")).contains("1 to 100");
  }

  /// @return what it printed as the reason
  private static String refused(Object... arguments) {
    String[] words = new String[arguments.length];
    for (int i = 0; i < words.length; i++) {
      words[i] = arguments[i].toString();
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int exit = Main.run(words, Map.of(), stream(out), stream(err));
    assertThat(exit).isEqualTo(ExitCode.USAGE);
    assertThat(out.size()).isZero();
    return err.toString(StandardCharsets.UTF_8);
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }
}
