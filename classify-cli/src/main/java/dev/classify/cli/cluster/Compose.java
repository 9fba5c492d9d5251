package dev.classify.cli.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.classify.cli.cluster.ComposeDown.NetworkMember;
import dev.classify.exit.CommandFailure;
import dev.classify.local.process.CommandOutput;
import dev.classify.local.process.SearchPath;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Docker Compose with the file of the cluster.
///
/// @param project prefix of the names of containers and volumes
/// @param image of worker and command line
/// @param sources the folder from which the image is built
public record Compose(
    ComposeFile file, String project, String image, Path sources, Subprocess shell) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern DOCUMENT = Pattern.compile("^\\{", Pattern.MULTILINE);

  /// Finds Docker, its engine, Compose and the compose file.
  ///
  /// @param environment settings and environment, passed to Docker unchanged
  public static Compose find(Map<String, String> environment)
      throws IOException, InterruptedException {
    ComposeFile file = ComposeFile.find(environment);
    Subprocess shell = new Subprocess(environment);
    if (SearchPath.find("docker", environment).findAny().isEmpty()) {
      throw CommandFailure.failed(
          "the cluster runs in Docker, and `docker` is not on the PATH",
          "install Docker with its Compose plug-in, or work without Docker: `classify local`");
    }
    CommandOutput engine =
        shell.ask(List.of("docker", "version", "--format", "{{.Server.Version}}"));
    if (engine.exit() != 0) {
      throw CommandFailure.failed(
          "the Docker engine does not answer: " + engine.output().strip(),
          "start it (Docker Desktop, or `systemctl start docker`), and check that you may use it:"
              + " `docker ps`");
    }
    if (shell.ask(List.of("docker", "compose", "version")).exit() != 0) {
      throw CommandFailure.failed(
          "Docker has no `docker compose`",
          "install the Compose plug-in: https://docs.docker.com/compose/install");
    }
    JsonNode model = model(file, shell);
    return new Compose(
        file,
        model.path("name").asText(),
        model.at("/services/migrate/image").asText(),
        Path.of(model.at("/services/migrate/build/context").asText(file.folder().toString())),
        shell);
  }

  /// The compose file as Compose reads it, with all settings filled in.
  private static JsonNode model(ComposeFile file, Subprocess shell)
      throws IOException, InterruptedException {
    CommandOutput model = shell.ask(words(file, "config", "--format", "json"));
    Matcher document = DOCUMENT.matcher(model.output());
    // Warnings may stand before the document.
    if (model.exit() != 0 || !document.find()) {
      throw CommandFailure.failed(
          "Compose cannot read %s: %s".formatted(file.names(), model.output().strip()),
          "correct the file or the setting that the message names");
    }
    return JSON.readTree(model.output().substring(document.start()));
  }

  /// A command as a user would type it.
  public String line(String... arguments) {
    return String.join(" ", words(arguments));
  }

  List<String> words(String... arguments) {
    return words(file, arguments);
  }

  private static List<String> words(ComposeFile file, String... arguments) {
    List<String> words = new ArrayList<>(List.of("docker", "compose"));
    words.addAll(file.options());
    words.addAll(List.of(arguments));
    return words;
  }

  /// Runs the command and captures its output.
  public CommandOutput ask(String... arguments) throws IOException, InterruptedException {
    return shell.ask(words(arguments));
  }

  /// Runs a command that must succeed.
  void check(String... arguments) throws IOException, InterruptedException {
    CommandOutput answer = ask(arguments);
    if (answer.exit() != 0) {
      throw CommandFailure.failed(
          "`" + line(arguments) + "` failed: " + answer.output().strip(),
          "see which parts run: `classify cluster ps`");
    }
  }

  /// Runs it on the terminal of this command.
  public int show(String... arguments) throws IOException, InterruptedException {
    return shell.show(words(arguments));
  }

  /// The containers of the cluster, including those that have exited.
  public List<Container> containers() throws IOException, InterruptedException {
    String output =
        mustAnswer(
            "ps",
            "-a",
            "--filter",
            "label=com.docker.compose.project=" + project,
            "--filter",
            "label=com.docker.compose.oneoff=False",
            "--format",
            Container.FORMAT);
    return output.lines().flatMap(line -> Container.read(line).stream()).sorted().toList();
  }

  /// Containers that are neither healthy nor have exited as they should.
  public List<Container> unwell() throws IOException, InterruptedException {
    return containers().stream().filter(each -> !each.well() && !each.done()).toList();
  }

  /// Short ids of the containers of a service that run.
  List<String> runningIds(String service) throws IOException, InterruptedException {
    String label = "label=com.docker.compose.";
    return mustAnswer(
            "ps",
            "-q",
            "--filter",
            label + "project=" + project,
            "--filter",
            label + "service=" + service)
        .lines()
        .sorted()
        .toList();
  }

  /// Ids of the containers of a part, also where the compose file no longer has it; without those
  /// of `docker compose run`.
  public List<String> ids(String part) throws IOException, InterruptedException {
    String label = "label=com.docker.compose.";
    return mustAnswer(
            "ps",
            "-aq",
            "--filter",
            label + "project=" + project,
            "--filter",
            label + "oneoff=False",
            "--filter",
            label + "service=" + part)
        .lines()
        .toList();
  }

  /// The image that the compose file names for a part.
  String imageOf(String part) throws IOException, InterruptedException {
    return model(file, shell).at("/services/" + part + "/image").asText();
  }

  /// Names of the volumes that hold the cluster's state.
  public List<String> volumes() throws IOException, InterruptedException {
    String label = "label=com.docker.compose.project=" + project;
    return mustAnswer("volume", "ls", "-q", "--filter", label).lines().sorted().toList();
  }

  /// Names of its networks.
  List<String> networks() throws IOException, InterruptedException {
    String label = "label=com.docker.compose.project=" + project;
    return mustAnswer("network", "ls", "--format", "{{.Name}}", "--filter", label)
        .lines()
        .sorted()
        .toList();
  }

  /// The containers that Docker counts to a network, also those that no longer exist.
  List<NetworkMember> members(String network) throws IOException, InterruptedException {
    return NetworkMember.read(
        docker("network", "inspect", "--format", NetworkMember.FORMAT, network).output());
  }

  boolean exists(String container) throws IOException, InterruptedException {
    return docker("container", "inspect", container).exit() == 0;
  }

  void disconnect(String network, NetworkMember member) throws IOException, InterruptedException {
    docker("network", "disconnect", "-f", network, member.name());
  }

  /// A command of Docker itself.
  public CommandOutput docker(String... arguments) throws IOException, InterruptedException {
    return shell.ask(Stream.concat(Stream.of("docker"), Stream.of(arguments)).toList());
  }

  /// A command of Docker with a file as its input or output.
  int dockerPipe(@Nullable Path input, @Nullable Path output, String... arguments)
      throws IOException, InterruptedException {
    return shell.pipe(
        Stream.concat(Stream.of("docker"), Stream.of(arguments)).toList(), input, output);
  }

  /// What a command of Docker itself prints, which must succeed.
  public String mustAnswer(String... arguments) throws IOException, InterruptedException {
    CommandOutput answer = docker(arguments);
    if (answer.exit() != 0) {
      throw CommandFailure.failed(
          "`docker " + String.join(" ", arguments) + "` failed: " + answer.output().strip(),
          "check that the Docker engine runs and that you may use it: `docker ps`");
    }
    return answer.output();
  }

  @Override
  public String toString() {
    return "Compose[" + file.paths() + ", project " + project + "]";
  }
}
