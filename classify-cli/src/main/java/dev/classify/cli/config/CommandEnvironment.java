package dev.classify.cli.config;

import dev.classify.cli.cluster.ComposeFile;
import dev.classify.exit.CommandFailure;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The environment of a command: the user's own variables, and what files `.env` add to them.
public final class CommandEnvironment {

  /// Of a name that names the file of a secret.
  private static final String SECRET_FILE = "_FILE";

  private final Map<String, String> own;
  private final @Nullable Path folder;

  private CommandEnvironment(Map<String, String> own, @Nullable Path folder) {
    this.own = Map.copyOf(own);
    this.folder = folder;
  }

  /// Variables alone.
  public static CommandEnvironment of(Map<String, String> own) {
    return new CommandEnvironment(own, null);
  }

  /// Variables, and the `.env` of the folder where the command is called.
  public static CommandEnvironment in(Path folder, Map<String, String> own) {
    return new CommandEnvironment(own, folder);
  }

  /// For the embedded stack: the variables, which override the `.env` of the working folder.
  ///
  /// @throws CommandFailure if the file sets what only the user may choose
  public Map<String, String> forLocal() {
    Path here = folder;
    if (here == null) {
      return own;
    }
    return over(new DotenvRules(own, DotenvFile.in(here), false).taken(Map.of()));
  }

  /// For a cluster: the same, which override the `.env` beside the compose file, because Docker
  /// Compose uses that file wherever a command is called from.
  ///
  /// @throws CommandFailure if the file of the working folder sets what only the user may choose
  public Map<String, String> forCluster() {
    Path here = folder;
    if (here == null) {
      return own;
    }
    DotenvFile file = DotenvFile.in(here);
    Map<String, String> beside = beside(here, file);
    return over(beside, over(new DotenvRules(own, file, true).taken(beside)));
  }

  /// The settings beside a compose file in another folder. They are trusted like that file if the
  /// user has named it or it came with the program, but not if it came along in the working folder.
  private Map<String, String> beside(Path here, DotenvFile file) {
    Map<String, String> named = new LinkedHashMap<>(file.settings());
    named.putAll(own);
    Path working = here.toAbsolutePath().normalize();
    Optional<Path> other =
        ComposeFile.locate(named).map(ComposeFile::folder).filter(path -> !path.equals(working));
    if (other.isEmpty()) {
      return Map.of();
    }
    DotenvFile beside = DotenvFile.in(other.get());
    boolean cameAlong = other.get().startsWith(working) && !own.containsKey("COMPOSE_FILE");
    return cameAlong ? new DotenvRules(own, beside, true).taken(Map.of()) : beside.settings();
  }

  private Map<String, String> over(Map<String, String> file) {
    return over(file, own);
  }

  /// Both, where the second overrides the first. A secret and the file of the same secret are one
  /// setting: `KEY_FILE` overrides `KEY`, and the other way round.
  private static Map<String, String> over(Map<String, String> first, Map<String, String> second) {
    Map<String, String> all = new LinkedHashMap<>(first);
    second.forEach(
        (name, value) -> {
          if (!value.isBlank()) {
            all.remove(
                name.endsWith(SECRET_FILE)
                    ? name.substring(0, name.length() - SECRET_FILE.length())
                    : name + SECRET_FILE);
          }
        });
    all.putAll(second);
    return all;
  }
}
