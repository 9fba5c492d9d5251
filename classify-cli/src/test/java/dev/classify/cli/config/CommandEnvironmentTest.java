package dev.classify.cli.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.classify.exit.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandEnvironmentTest {

  private static final Map<String, String> KEY = Map.of("OPENAI_API_KEY", "sk-users-own");

  @TempDir Path folder;

  @Test
  void harmlessSettingsAreTakenAndTheEnvironmentOverridesThem() throws Exception {
    write("LLM_RPM=60\nOPENAI_MODEL=mine\nDATABASE_URL=x\nLD_PRELOAD=./x.so\nDOCKER_HOST=y\n");
    Map<String, String> own = Map.of("OPENAI_MODEL", "other", "PATH", "/bin");
    Map<String, String> all = Map.of("LLM_RPM", "60", "OPENAI_MODEL", "other", "PATH", "/bin");
    assertThat(CommandEnvironment.in(folder, own).forLocal()).isEqualTo(all);
    assertThat(withOwnComposeFile(own).forCluster()).containsAllEntriesOf(all).hasSize(4);
  }

  @ParameterizedTest
  @CsvSource({
    "RESTATE_SERVER,./srv.sh",
    "RESTATECTL,/usr/bin/id",
    "NGINX_SERVER,../nginx",
    "OPENAI_TOKEN_COMMAND,id",
    "OPENAI_TOKEN_FILE,/etc/hostname",
    "OPENAI_API_KEY_FILE,/etc/hostname",
    "CLASSIFY_DB_PASSWORD_FILE,../hostname",
    "XDG_CACHE_HOME,./cache",
    "JAVA_TOOL_OPTIONS,-javaagent:x.jar",
    "JDK_JAVA_OPTIONS,-javaagent:x.jar"
  })
  void programsAndFilesOfTheUserAreRefusedWithPlaceAndFix(String name, String value)
      throws Exception {
    Path file = write("# mine\n\n" + name + "=" + value + "\n");
    assertThatThrownBy(() -> CommandEnvironment.in(folder, KEY).forLocal())
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining(file + ":3 sets " + name)
        .hasMessageContaining("fix: set it in your environment: export " + name);
    Map<String, String> own = Map.of(name, "/usr/bin/mine");
    assertThat(CommandEnvironment.in(folder, own).forLocal()).containsEntry(name, "/usr/bin/mine");
  }

  @Test
  void programOutsideOfTheFolderIsTakenFromAFileThatHoldsTheKey() throws Exception {
    String outside = "OPENAI_API_KEY=sk-file\nRESTATE_SERVER=/usr/local/bin/restate-server\n";
    write(outside);
    assertThat(CommandEnvironment.in(folder, Map.of()).forLocal())
        .containsEntry("RESTATE_SERVER", "/usr/local/bin/restate-server");
    assertThatThrownBy(() -> CommandEnvironment.in(folder, KEY).forLocal())
        .hasMessageContaining("RESTATE_SERVER");
    write("OPENAI_API_KEY=sk-file\nRESTATE_SERVER=" + folder.resolve("srv.sh") + "\n");
    assertThatThrownBy(() -> CommandEnvironment.in(folder, Map.of()).forLocal())
        .hasMessageContaining("RESTATE_SERVER");
  }

  @ParameterizedTest
  @ValueSource(strings = {"OPENAI_BASE_URL", "LLM_PROXY", "LLM_CA_FILE"})
  void keyOfTheEnvironmentIsNotSentToAnAddressOfTheFile(String name) throws Exception {
    write("OPENAI_MODEL=m\n" + name + "=http://127.0.0.1:18099/v1\n");
    for (CommandEnvironment environment :
        new CommandEnvironment[] {
          CommandEnvironment.in(folder, KEY),
          CommandEnvironment.in(folder, token()),
          CommandEnvironment.in(folder, Map.of("OPENAI_API_KEY_FILE", "/run/key"))
        }) {
      assertThatThrownBy(environment::forLocal)
          .isInstanceOf(CommandFailure.class)
          .hasMessageContaining(".env:2 sets " + name)
          .hasMessageContaining("comes from elsewhere");
      assertThatThrownBy(environment::forCluster).hasMessageContaining(".env:2 sets " + name);
    }
  }

  @Test
  void headersForTracesAreNotSentToAnAddressOfTheFile() throws Exception {
    write("OTEL_EXPORTER_OTLP_ENDPOINT=http://elsewhere.example:4318\n");
    Map<String, String> own = Map.of("OTEL_EXPORTER_OTLP_HEADERS", "authorization=mine");
    assertThatThrownBy(() -> CommandEnvironment.in(folder, own).forLocal())
        .hasMessageContainingAll(".env:1 sets OTEL_EXPORTER_OTLP_ENDPOINT", "comes from elsewhere");
    assertThat(CommandEnvironment.in(folder, KEY).forLocal())
        .containsKey("OTEL_EXPORTER_OTLP_ENDPOINT");
  }

  /// The command reads it and sends it to the address of the database.
  @Test
  void passwordFileOfTheDatabaseStaysInTheFolderForAClusterToo() throws Exception {
    write("CLASSIFY_DB_PASSWORD_FILE=/etc/hostname\n");
    assertThatThrownBy(() -> CommandEnvironment.in(folder, Map.of()).forCluster())
        .hasMessageContaining(".env:1 sets CLASSIFY_DB_PASSWORD_FILE, a file outside");
    write("CLASSIFY_DB_PASSWORD_FILE=./password\nMINIO_ROOT_PASSWORD_FILE=/run/store\n");
    assertThat(CommandEnvironment.in(folder, Map.of()).forCluster())
        .containsKeys("CLASSIFY_DB_PASSWORD_FILE", "MINIO_ROOT_PASSWORD_FILE");
    write("CLASSIFY_DB_URL=jdbc:postgresql://elsewhere.example/classify\n");
    Map<String, String> own = Map.of("CLASSIFY_DB_PASSWORD_FILE", "/run/password");
    assertThatThrownBy(() -> CommandEnvironment.in(folder, own).forCluster())
        .hasMessageContainingAll(".env:1 sets CLASSIFY_DB_URL", "comes from elsewhere");
  }

  /// A container of the command line has its password in a file, and may find a `.env` in the
  /// folder of the user's rows.
  @Test
  void secretOfTheEnvironmentOverridesThatOfTheFileInEitherForm() throws Exception {
    write("CLASSIFY_DB_PASSWORD=p\n");
    Map<String, String> own = Map.of("CLASSIFY_DB_PASSWORD_FILE", "/run/password");
    assertThat(CommandEnvironment.in(folder, own).forCluster())
        .containsEntry("CLASSIFY_DB_PASSWORD_FILE", "/run/password")
        .doesNotContainKey("CLASSIFY_DB_PASSWORD");
    write("OPENAI_API_KEY_FILE=./key\n");
    assertThat(CommandEnvironment.in(folder, KEY).forLocal())
        .containsAllEntriesOf(KEY)
        .doesNotContainKey("OPENAI_API_KEY_FILE");
  }

  private static Map<String, String> token() {
    return Map.of("OPENAI_TOKEN_FILE", "/run/token");
  }

  @Test
  void addressIsTakenWithTheKeyOfTheSameFileOrWithoutAny() throws Exception {
    write("OPENAI_API_KEY=sk-file\nOPENAI_BASE_URL=https://models.example/v1\n");
    assertThat(CommandEnvironment.in(folder, Map.of()).forLocal())
        .containsEntry("OPENAI_BASE_URL", "https://models.example/v1");
    write("OPENAI_API_KEY=\nOPENAI_BASE_URL=http://localhost:11434/v1\n");
    assertThat(CommandEnvironment.in(folder, Map.of()).forLocal()).containsKey("OPENAI_BASE_URL");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-rw----", "rw-r--rw-"})
  void addressOfAFileThatOthersMayWriteIsRefused(String permissions) throws Exception {
    Path file = write("OPENAI_API_KEY=sk-file\nOPENAI_BASE_URL=https://models.example/v1\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    assertThatThrownBy(() -> CommandEnvironment.in(folder, Map.of()).forLocal())
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining(":2 sets OPENAI_BASE_URL, and others may write this file")
        .hasMessageContaining("fix: chmod go-w " + file);
  }

  @Test
  void passwordOfTheEnvironmentIsNotSentToADatabaseOfTheFile() throws Exception {
    write("CLASSIFY_DB_URL=jdbc:postgresql://evil/x\n");
    Map<String, String> own = Map.of("CLASSIFY_DB_PASSWORD", "mine");
    assertThatThrownBy(() -> CommandEnvironment.in(folder, own).forCluster())
        .hasMessageContaining(".env:1 sets CLASSIFY_DB_URL, but CLASSIFY_DB_PASSWORD");
    assertThat(CommandEnvironment.in(folder, own).forLocal()).doesNotContainKey("CLASSIFY_DB_URL");
  }

  @Test
  void fileBesideTheComposeFileCountsForTheClusterOnly() throws Exception {
    Path program = Files.createDirectory(folder.resolve("program"));
    Path data = Files.createDirectory(folder.resolve("data"));
    Files.writeString(program.resolve("docker-compose.cluster.yml"), "services: {}\n");
    Files.writeString(program.resolve(".env"), "LLM_TIMEOUT=20s\nOPENAI_API_KEY=sk-cluster\n");
    String compose = program.resolve("docker-compose.cluster.yml").toString();
    Map<String, String> own = Map.of("COMPOSE_FILE", compose);
    assertThat(CommandEnvironment.in(data, own).forLocal()).isEqualTo(own);
    assertThat(CommandEnvironment.in(data, own).forCluster())
        .containsEntry("LLM_TIMEOUT", "20s")
        .containsEntry("OPENAI_API_KEY", "sk-cluster");

    Files.writeString(data.resolve(".env"), "OPENAI_BASE_URL=https://evil.example/v1\n");
    assertThatThrownBy(() -> CommandEnvironment.in(data, own).forCluster())
        .as("the key of the cluster would be sent to an address that came with the data")
        .hasMessageContaining("OPENAI_BASE_URL");
  }

  @Test
  void composeFileOutsideOfTheFolderIsRefusedAndOneInsideBringsNoAddress() throws Exception {
    write("COMPOSE_FILE=../other/docker-compose.yml\n");
    assertThatThrownBy(() -> CommandEnvironment.in(folder, KEY).forCluster())
        .hasMessageContaining(".env:1 sets COMPOSE_FILE");
    Path inside = Files.createDirectory(folder.resolve("inside"));
    Files.writeString(inside.resolve("c.yml"), "services: {}\n");
    Files.writeString(inside.resolve(".env"), "OPENAI_BASE_URL=https://evil.example/v1\n");
    write("COMPOSE_FILE=" + inside.resolve("c.yml") + "\n");
    assertThatThrownBy(() -> CommandEnvironment.in(folder, KEY).forCluster())
        .hasMessageContaining("OPENAI_BASE_URL");
  }

  @Test
  void commandOfAClusterIsTakenSinceItRunsInItsContainers() throws Exception {
    write("OPENAI_TOKEN_COMMAND=cat /run/token\nRESTATE_SERVER=./srv.sh\n");
    assertThat(withOwnComposeFile(Map.of()).forCluster())
        .containsEntry("OPENAI_TOKEN_COMMAND", "cat /run/token")
        .doesNotContainKey("RESTATE_SERVER");
  }

  @Test
  void malformedFileIsAnErrorWithAFix() throws Exception {
    write("LLM_RPM\n");
    assertThatThrownBy(() -> CommandEnvironment.in(folder, Map.of()).forLocal())
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining(".env cannot be read");
  }

  /// A new setting needs a decision what a `.env` may do with it.
  @Test
  void everySettingOfTheExampleIsDecided() throws Exception {
    String example = Files.readString(Path.of("..", ".env.example"));
    assertThat(example.lines().filter(line -> line.matches("(# )?[A-Z_]+=.*")))
        .hasSizeGreaterThan(50)
        .map(line -> line.replaceFirst("^# ", "").replaceFirst("=.*", ""))
        .filteredOn(name -> DotenvName.of(name) == DotenvName.FOREIGN)
        .isEmpty();
  }

  private CommandEnvironment withOwnComposeFile(Map<String, String> own) {
    Map<String, String> all = new LinkedHashMap<>(own);
    all.put("COMPOSE_FILE", "none.yml");
    return CommandEnvironment.in(folder, all);
  }

  private Path write(String text) throws IOException {
    Path file = Files.writeString(folder.resolve(".env"), text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    return file;
  }
}
