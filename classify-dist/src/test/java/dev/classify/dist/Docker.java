package dev.classify.dist;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The Docker of this machine, as a user calls it.
///
/// @param folder where it is called
/// @param environment over that of the tests
record Docker(Path folder, Map<String, String> environment) {

  static final Path COMPOSE_FILE = Checkout.TOP.resolve("docker-compose.cluster.yml");

  /// Our own image, under a name that is no user's.
  static final String IMAGE = "classify-service:test";

  private static final Pattern IMAGE_IN_COMPOSE = Pattern.compile("(?m)^ +image: ([^\\s$]+)$");
  private static final Pattern IMAGE_IN_DOCKERFILE = Pattern.compile("(?m)^FROM (\\S+)");

  private static final String OBSERVABILITY = "profiles: [observability]";

  private static final String POOLER = "profiles: [pooler]";

  /// What it printed, both streams together.
  record Answer(int exit, String output) {}

  Docker(Path folder) {
    this(folder, Map.of());
  }

  Docker {
    environment = Map.copyOf(environment);
  }

  Answer ask(String... arguments) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(BuiltProgram.words("docker", arguments))
            .directory(folder.toFile())
            .redirectErrorStream(true);
    builder.environment().putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Answer(process.waitFor(), output);
  }

  /// The same where it must succeed.
  String must(String... arguments) throws IOException, InterruptedException {
    Answer answer = ask(arguments);
    if (answer.exit() != 0) {
      throw new AssertionError("docker " + String.join(" ", arguments) + ": " + answer.output());
    }
    return answer.output();
  }

  /// The images that our files name, without our own and those that only the profile
  /// `observability` starts, which no test of containers needs.
  static List<String> imagesNeeded() {
    return Stream.concat(
            ComposeServices.of(Checkout.read(COMPOSE_FILE)).values().stream()
                .filter(service -> !service.contains(OBSERVABILITY) && !service.contains(POOLER))
                .flatMap(service -> IMAGE_IN_COMPOSE.matcher(service).results()),
            IMAGE_IN_DOCKERFILE
                .matcher(Checkout.read(Checkout.TOP.resolve("Dockerfile.service")))
                .results())
        .map(match -> match.group(1))
        .distinct()
        .toList();
  }

  /// The image of a service, if Docker has it without pulling it.
  Optional<String> imageOf(String service) throws IOException, InterruptedException {
    String image =
        IMAGE_IN_COMPOSE
            .matcher(ComposeServices.of(Checkout.read(COMPOSE_FILE)).get(service))
            .results()
            .map(match -> match.group(1))
            .findFirst()
            .orElseThrow();
    return ask("image", "inspect", image).exit() == 0 ? Optional.of(image) : Optional.empty();
  }

  /// The image of PostgreSQL that the compose file names.
  static String postgresImage() {
    return imagesNeeded().stream()
        .filter(image -> image.startsWith("timescale/"))
        .findFirst()
        .orElseThrow();
  }
}
