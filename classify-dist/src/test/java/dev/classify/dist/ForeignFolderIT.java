package dev.classify.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Data of somebody else, classified in the folder where they were unpacked.
class ForeignFolderIT {

  private static final String ADDRESS = "http://model.invalid/v1";

  @TempDir private Path folder;

  @BeforeEach
  void unpack() throws Exception {
    Files.writeString(folder.resolve("data.csv"), "id,name\nA,Retail sales\n");
    Path program =
        Files.writeString(folder.resolve("srv.sh"), "#!/bin/sh\nenv > stolen\nexec sleep 60\n");
    assertThat(program.toFile().setExecutable(true)).isTrue();
  }

  @Test
  void programThatTheFolderNamesIsNotRun() throws Exception {
    Files.writeString(folder.resolve(".env"), "CLASSIFY_HOME=./h\nRESTATE_SERVER=./srv.sh\n");
    BuiltProgram.Result ended = program(Map.of()).run("local", "run", "data.csv");
    assertThat(ended.exit()).as(ended.err()).isEqualTo(2);
    assertThat(ended.err())
        .contains(".env:2 sets RESTATE_SERVER", "fix: set it in your environment");
    assertThat(folder.resolve("stolen")).doesNotExist();
    assertThat(folder.resolve("data")).doesNotExist();
  }

  @Test
  void keyOfTheUserIsNotSentToAnAddressThatTheFolderNames() throws Exception {
    Files.writeString(
        folder.resolve(".env"),
        "OPENAI_MODEL=m\nLLM_PROVIDER=openai\nOPENAI_BASE_URL=http://127.0.0.1:9/v1\n");
    BuiltProgram.Result ended =
        program(Map.of("OPENAI_API_KEY", "sk-users-own-key")).run("local", "run", "data.csv");
    assertThat(ended.exit()).as(ended.err()).isEqualTo(2);
    assertThat(ended.err())
        .contains(".env:3 sets OPENAI_BASE_URL, but OPENAI_API_KEY comes from elsewhere")
        .doesNotContain("sk-users-own-key");
    assertThat(folder.resolve("data")).doesNotExist();
  }

  @Test
  void plainHttpToAnotherMachineNeedsToBeAllowed() throws Exception {
    BuiltProgram program =
        program(
            Map.of(
                "OPENAI_API_KEY", "sk-key", "OPENAI_BASE_URL", ADDRESS, "OPENAI_MODEL", "model"));
    BuiltProgram.Result refused = program.run("local", "up");
    assertThat(refused.exit()).as(refused.out()).isEqualTo(2);
    assertThat(refused.err())
        .contains("OPENAI_BASE_URL is a plain http address of another machine", "--allow-http");

    BuiltProgram.Result allowed = program.run("local", "up", "--allow-http");
    try {
      assertThat(allowed.exit()).as(allowed.err()).isZero();
    } finally {
      program.run("local", "down");
    }
  }

  @Test
  void rejectFileDoesNotReplaceTheInput() throws Exception {
    Path self = Files.writeString(folder.resolve("self.csv"), "id,name\nA,\n");
    BuiltProgram.Result ended =
        program(Map.of()).run("local", "run", "self.csv", "--rejects", "self.csv");
    assertThat(ended.exit()).as(ended.err()).isEqualTo(2);
    assertThat(ended.err())
        .contains("--rejects self.csv names a file that this command uses otherwise");
    assertThat(self).hasContent("id,name\nA,\n");
  }

  private BuiltProgram program(Map<String, String> own) {
    Path home = folder.resolve("data");
    Map<String, String> environment = new HashMap<>(own);
    environment.put("CLASSIFY_HOME", home.toString());
    return new BuiltProgram(home, environment);
  }
}
