package dev.classify.local.nginx;

import dev.classify.exit.CommandFailure;
import dev.classify.local.http.Http;
import dev.classify.local.process.Command;
import dev.classify.local.process.Component;
import dev.classify.local.process.Component.Launch;
import dev.classify.local.process.Component.Program;
import dev.classify.local.process.Component.Stop;
import dev.classify.local.process.PrivateFolder;
import dev.classify.local.process.ProgramEnvironment;
import dev.classify.local.process.SearchPath;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// NGINX in front of several workers, as a component of a stack.
///
/// @param named the value of NGINX_SERVER, null if it is not set
/// @param folder holds its settings and its temporary files
/// @param gateway port where people see the health of the workers
/// @param calls port where the nodes call the workers
/// @param workers ports of the workers
public record NginxProgram(
    @Nullable Path named,
    Path folder,
    int gateway,
    int calls,
    List<Integer> workers,
    Map<String, String> environment)
    implements Launch {

  public static final String NAME = "nginx";

  /// Debian keeps it in a folder that is only on root's PATH.
  private static final List<String> PLACES =
      List.of("/usr/sbin", "/usr/local/sbin", "/opt/homebrew/bin");

  public NginxProgram {
    workers = List.copyOf(workers);
    environment = Map.copyOf(ProgramEnvironment.system(environment));
  }

  /// The component `nginx`. It waits for no worker, because it also serves while some are down.
  public Program component() {
    URI health = URI.create("http://127.0.0.1:" + gateway + "/nginx-health");
    return new Component.Program(
        NAME, gateway, List.of(), this, _ -> Http.answers(health), Stop.BY_TERM, true);
  }

  @Override
  public Command prepare() throws IOException {
    Path program = find();
    PrivateFolder.create(folder);
    Path settings = folder.resolve("nginx.conf");
    Files.writeString(settings, NginxSettings.of(gateway, calls, workers, folder));
    return new Command(
        List.of(
            program.toString(),
            "-e",
            "stderr",
            "-p",
            folder.toString(),
            "-c",
            settings.toString(),
            "-g",
            // One process, so that none is left behind, with the port, when it is killed.
            "daemon off; master_process off;"),
        environment);
  }

  /// The NGINX of this machine, empty if there is none.
  public static Optional<Path> installed(Map<String, String> environment) {
    return Stream.concat(
            SearchPath.find("nginx", environment),
            PLACES.stream().map(place -> Path.of(place, "nginx")).filter(Files::isExecutable))
        .findFirst();
  }

  private Path find() {
    if (named != null) {
      if (Files.isExecutable(named)) {
        return named;
      }
      throw CommandFailure.failed(
          "NGINX_SERVER names " + named + ", which is no program",
          "name an nginx 1.22 or newer, or unset it to have one looked for");
    }
    return installed(environment)
        .orElseThrow(
            () ->
                CommandFailure.failed(
                    "several workers need NGINX in front of them, and there is none on the PATH or"
                        + " in "
                        + String.join(", ", PLACES),
                    "install it (Debian: apt-get install nginx, macOS: brew install nginx), name it"
                        + " by NGINX_SERVER, or start with --workers 1"));
  }
}
