package dev.classify.cli.config;

import dev.classify.exit.CommandFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a command takes from the `.env` of the working folder, and what it refuses.
///
/// @param environment the user's own
/// @param file of the working folder
/// @param cluster whether the settings are for a cluster in containers, where no program of this
///     machine is chosen by them
record DotenvRules(Map<String, String> environment, DotenvFile file, boolean cluster) {

  private static final String KEY = "OPENAI_API_KEY";

  private static final List<String> MODEL_SECRETS =
      List.of(KEY, "OPENAI_API_KEY_FILE", "OPENAI_TOKEN_FILE", "OPENAI_TOKEN_COMMAND");

  private static final List<String> DATABASE_SECRETS =
      List.of("CLASSIFY_DB_PASSWORD", "CLASSIFY_DB_PASSWORD_FILE");

  private static final List<String> TRACE_SECRETS = List.of("OTEL_EXPORTER_OTLP_HEADERS");

  DotenvRules {
    environment = Map.copyOf(environment);
  }

  /// The settings of the file that count.
  ///
  /// @param others settings of another file that are used if neither this file nor the environment
  ///     has them
  /// @throws CommandFailure naming file, line and name of a setting that only the user may choose
  Map<String, String> taken(Map<String, String> others) {
    Map<String, String> taken = new LinkedHashMap<>();
    file.settings()
        .forEach(
            (name, value) -> {
              if (value.isBlank() || environment.containsKey(name) || allows(name, others)) {
                taken.put(name, value);
              }
            });
    taken.keySet().removeIf(name -> DotenvName.of(name) == DotenvName.FOREIGN);
    return taken;
  }

  private boolean allows(String name, Map<String, String> others) {
    return switch (DotenvName.of(name)) {
      case HARMLESS -> true;
      case FOREIGN -> false;
      case ADDRESS -> allowsAddress(name, others);
      case PROGRAM -> !cluster && allowsProgram(name);
      case SECRET_FILE -> (cluster && readByContainersOnly(name)) || allowsSecretFile(name);
      case COMPOSE -> cluster && allowsCompose(name);
      case COMMAND -> (cluster && name.startsWith("OPENAI_")) || refuseCommand(name);
    };
  }

  private boolean allowsAddress(String name, Map<String, String> others) {
    if (name.equals("CLASSIFY_DB_URL") && !cluster) {
      return false;
    }
    for (String secret : secretsFor(name)) {
      String used = environment.getOrDefault(secret, file.value(secret));
      String elsewhere = used.isBlank() ? others.getOrDefault(secret, "") : used;
      if (!elsewhere.isBlank() && !elsewhere.equals(file.value(secret))) {
        throw refusal(
            name,
            "but %s comes from elsewhere and would be used with it".formatted(secret),
            "set both in one place, such as your environment: export %s=...".formatted(name));
      }
    }
    requireOwn(name);
    return true;
  }

  /// The settings whose values would be sent to an address.
  private static List<String> secretsFor(String address) {
    return switch (address) {
      case "CLASSIFY_DB_URL" -> DATABASE_SECRETS;
      case "OTEL_EXPORTER_OTLP_ENDPOINT" -> TRACE_SECRETS;
      default -> MODEL_SECRETS;
    };
  }

  private boolean allowsProgram(String name) {
    requireOwn(name);
    String key = environment.getOrDefault(KEY, file.value(KEY));
    boolean holdsKey = !key.isBlank() && key.equals(file.value(KEY));
    Path program = Path.of(file.value(name));
    if (!holdsKey || !program.isAbsolute() || program.normalize().startsWith(file.folder())) {
      throw refusal(
          name,
          "which chooses a program to run",
          "set it in your environment: export %s=...; a .env may name a program outside of its folder by its absolute path if it also holds %s"
              .formatted(name, KEY));
    }
    return true;
  }

  /// The command itself reads the file of a password of the database.
  private static boolean readByContainersOnly(String name) {
    return !name.startsWith("CLASSIFY_DB_");
  }

  private boolean allowsSecretFile(String name) {
    Path secret = file.folder().resolve(file.value(name));
    try {
      if (secret.toRealPath().startsWith(file.folder().toRealPath())) {
        return true;
      }
    } catch (IOException missing) {
      // Whoever may read it later is told then.
      if (secret.normalize().startsWith(file.folder())) {
        return true;
      }
    }
    throw refusal(
        name,
        "a file outside of its folder whose content would be sent to a server",
        "set it in your environment: export %s=...".formatted(name));
  }

  private boolean allowsCompose(String name) {
    for (String path : file.value(name).split(":", -1)) {
      if (!file.folder().resolve(path).normalize().startsWith(file.folder())) {
        throw refusal(
            name,
            "a file of containers outside of its folder",
            "set it in your environment: export %s=...".formatted(name));
      }
    }
    return true;
  }

  private boolean refuseCommand(String name) {
    throw refusal(
        name,
        "which can run any program",
        "set it in your environment: export %s=...".formatted(name));
  }

  private void requireOwn(String name) {
    if (!file.isOwn()) {
      throw refusal(
          name,
          "and others may write this file",
          "chmod go-w %s, or set it in your environment: export %s=..."
              .formatted(file.path(), name));
    }
  }

  private CommandFailure refusal(String name, String why, String fix) {
    return CommandFailure.usage("%s sets %s, %s".formatted(file.place(name), name, why), fix);
  }
}
