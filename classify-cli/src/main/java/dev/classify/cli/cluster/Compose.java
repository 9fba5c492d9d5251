package dev.classify.cli.cluster;

import dev.classify.cli.cluster.Cluster.CommandOutput;
import dev.classify.exit.CommandFailure;
import dev.classify.local.process.SearchPath;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/// Docker Compose with the file of the cluster.
///
/// @param program `docker compose`, or `docker-compose` where Docker has no such plug-in
public record Compose(List<String> program, ComposeFile file, String project, Subprocess shell) {

  public Compose {
    program = List.copyOf(program);
  }

  /// Looks for Docker, its engine, Compose and the file.
  ///
  /// @param environment settings and environment, handed on as it is
  public static Compose find(Map<String, String> environment)
      throws IOException, InterruptedException {
    ComposeFile file = ComposeFile.find(environment);
    Subprocess shell = new Subprocess(environment);
    if (SearchPath.find("docker", environment).findAny().isEmpty()) {
      throw CommandFailure.failed(
          "the cluster runs in Docker, and there is no `docker` on the PATH",
          "install Docker with its Compose plug-in, or work without it: `classify local`");
    }
    CommandOutput engine =
        shell.ask(List.of("docker", "version", "--format", "{{.Server.Version}}"));
    if (engine.exit() != 0) {
      throw CommandFailure.failed(
          "the Docker engine does not answer: " + engine.output().strip(),
          "start it (Docker Desktop, or `systemctl start docker`), and see that you may use it:"
              + " `docker ps`");
    }
    return new Compose(program(shell, environment), file, project(file, environment), shell);
  }

  private static List<String> program(Subprocess shell, Map<String, String> environment)
      throws IOException, InterruptedException {
    List<String> plugin = List.of("docker", "compose");
    if (shell.ask(List.of("docker", "compose", "version")).exit() == 0) {
      return plugin;
    }
    if (SearchPath.find("docker-compose", environment).findAny().isPresent()) {
      return List.of("docker-compose");
    }
    throw CommandFailure.failed(
        "Docker is there, but neither `docker compose` nor `docker-compose`",
        "install the Compose plug-in: https://docs.docker.com/compose/install");
  }

  /// As Compose itself names it, for what is found by its labels.
  private static String project(ComposeFile file, Map<String, String> environment) {
    String given = environment.getOrDefault("COMPOSE_PROJECT_NAME", "");
    return given.isEmpty()
        ? String.valueOf(file.folder().getFileName())
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^-_a-z0-9]", "")
            .replaceAll("^[-_]+", "")
        : given;
  }

  /// Whether it is the plug-in, which can do more than `docker-compose`.
  public boolean plugin() {
    return program.size() > 1;
  }

  /// A command as a user would type it.
  public String line(String... arguments) {
    return String.join(" ", words(arguments));
  }

  /// The words of a command of Compose.
  private List<String> words(String... arguments) {
    List<String> words = new ArrayList<>(program);
    words.addAll(file.options());
    words.addAll(List.of(arguments));
    return words;
  }

  /// Runs it and keeps what it prints.
  public CommandOutput ask(String... arguments) throws IOException, InterruptedException {
    return shell.ask(words(arguments));
  }

  /// Runs it on the terminal of this command.
  public int show(String... arguments) throws IOException, InterruptedException {
    return shell.show(words(arguments));
  }

  /// The containers of the cluster, also those that have ended.
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

  /// Those that neither run in good health nor have ended as they should.
  public List<Container> unwell() throws IOException, InterruptedException {
    return containers().stream().filter(each -> !each.well() && !each.done()).toList();
  }

  /// Names of the volumes that hold the cluster's state.
  public List<String> volumes() throws IOException, InterruptedException {
    String label = "label=com.docker.compose.project=" + project;
    return mustAnswer("volume", "ls", "-q", "--filter", label).lines().sorted().toList();
  }

  /// A command of Docker itself.
  CommandOutput docker(String... arguments) throws IOException, InterruptedException {
    return shell.ask(Stream.concat(Stream.of("docker"), Stream.of(arguments)).toList());
  }

  private String mustAnswer(String... arguments) throws IOException, InterruptedException {
    CommandOutput answer = docker(arguments);
    if (answer.exit() != 0) {
      throw CommandFailure.failed(
          "`docker " + String.join(" ", arguments) + "` failed: " + answer.output().strip(),
          "see that the Docker engine runs and that you may use it: `docker ps`");
    }
    return answer.output();
  }

  @Override
  public String toString() {
    return "Compose[" + file.paths() + ", project " + project + "]";
  }
}
