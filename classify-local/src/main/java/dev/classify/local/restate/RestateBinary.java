package dev.classify.local.restate;

import dev.classify.exit.CommandFailure;
import dev.classify.local.cache.CacheFolder;
import dev.classify.local.cache.Platform;
import dev.classify.local.process.OneShotCommand;
import dev.classify.local.process.SearchPath;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Finds a program of Restate: the one the user names, one on the PATH, or the one from npm.
///
/// @param named the program that the user's setting names, null if it is not set
record RestateBinary(
    RestateTool program,
    @Nullable Path named,
    CacheFolder cache,
    OneShotCommand tool,
    Map<String, String> environment) {

  private static final Logger log = LoggerFactory.getLogger(RestateBinary.class);

  Path find() throws IOException, InterruptedException {
    if (named != null) {
      return checked(named);
    }
    Optional<Path> onPath = onPath(program, environment);
    if (onPath.isPresent()) {
      Optional<RestateVersion> version = RestateVersion.of(onPath.get());
      if (version.filter(RestateVersion::fits).isPresent()) {
        return onPath.get();
      }
      log.warn(
          "{}={} version={} is not used: {} or newer of the same series is needed",
          program.program,
          onPath.get(),
          version.map(RestateVersion::toString).orElse("unknown"),
          RestateVersion.FETCHED);
    }
    return RestatePackage.of(program, Platform.current()).binary(cache, tool, environment);
  }

  /// The program where this machine has it already; nothing is fetched.
  ///
  /// @param named the program that the user's setting names, null if it is not set
  static Optional<Path> present(
      RestateTool program, @Nullable Path named, CacheFolder cache, Map<String, String> environment)
      throws IOException, InterruptedException {
    List<Path> candidates = new ArrayList<>();
    if (named != null) {
      candidates.add(named);
    } else {
      onPath(program, environment).ifPresent(candidates::add);
      candidates.add(RestatePackage.cached(program, cache));
    }
    for (Path candidate : candidates) {
      if (Files.isExecutable(candidate)
          && RestateVersion.of(candidate).filter(RestateVersion::fits).isPresent()) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }

  private Path checked(Path binary) throws InterruptedException {
    Optional<RestateVersion> version = RestateVersion.of(binary);
    if (version.filter(RestateVersion::fits).isEmpty()) {
      throw CommandFailure.failed(
          program.setting
              + " names "
              + binary
              + ", which is "
              + version
                  .map(v -> "version " + v)
                  .orElse("no " + program.program + " that runs here"),
          "name a "
              + program.program
              + " "
              + RestateVersion.FETCHED
              + " or newer of the same series, or unset "
              + program.setting
              + " to have one fetched");
    }
    return binary;
  }

  private static Optional<Path> onPath(RestateTool program, Map<String, String> environment)
      throws IOException {
    for (Path candidate : SearchPath.find(program.program, environment).toList()) {
      if (!script(candidate)) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }

  /// npm's own `restate-server` is a script that starts the program as its child, which neither a
  /// signal nor a pid file would reach it.
  private static boolean script(Path candidate) throws IOException {
    try (InputStream content = Files.newInputStream(candidate)) {
      return content.read() == '#' && content.read() == '!';
    }
  }
}
