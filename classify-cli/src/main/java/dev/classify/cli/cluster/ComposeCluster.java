package dev.classify.cli.cluster;

import dev.classify.local.process.CommandOutput;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The cluster of docker-compose.cluster.yml.
public final class ComposeCluster implements Cluster {

  /// A line of `du`, which may follow warnings.
  private static final Pattern SIZE = Pattern.compile("(?m)^(\\d{1,18})\\s+/data$");

  private final Map<String, String> environment;
  private final ClusterAddresses addresses;
  private @Nullable Compose compose;

  /// Looks for Docker only when it is first needed, because addresses alone do not need it.
  ///
  /// @param environment settings and environment, for Docker and Compose
  public ComposeCluster(Map<String, String> environment, ClusterAddresses addresses) {
    this.environment = Map.copyOf(environment);
    this.addresses = addresses;
  }

  @Override
  public ClusterAddresses addresses() {
    return addresses;
  }

  @Override
  public List<String> nodes() {
    return size().nodeNames();
  }

  @Override
  public List<String> workers() {
    return size().workerNames();
  }

  @Override
  public List<String> extraWorkers() throws IOException, InterruptedException {
    return compose().runningIds(ClusterSize.EXTRA_WORKERS).stream()
        .map(id -> ClusterSize.EXTRA_WORKERS + "-" + id)
        .toList();
  }

  /// Docker does not restart a container that a command has killed.
  @Override
  public void kill(String part) throws IOException, InterruptedException {
    if (container(part).filter(each -> !each.state().equals("exited")).isPresent()) {
      check("kill", "-s", "SIGKILL", part);
    }
  }

  @Override
  public void start(String part) throws IOException, InterruptedException {
    new PartStart(compose(), part).run(false);
  }

  /// Replaces a part that has other settings or another image than the present ones; returns when
  /// it is healthy.
  ///
  /// @param anew whether it is replaced even if it is up to date
  /// @return whether it is replaced
  public boolean renew(String part, boolean anew) throws IOException, InterruptedException {
    return new PartStart(compose(), part).run(anew);
  }

  /// The file that describes it.
  public ComposeFile file() {
    return ComposeFile.find(environment);
  }

  /// Reads the file again, which has changed.
  public void reload() {
    compose = null;
  }

  @Override
  public CommandOutput restatectl(String node, String... arguments)
      throws IOException, InterruptedException {
    return compose()
        .ask(
            Stream.concat(Stream.of("exec", "-T", node, "restatectl"), Stream.of(arguments))
                .toArray(String[]::new));
  }

  @Override
  public OptionalLong objectStoreBytes() throws IOException, InterruptedException {
    if (!environment.getOrDefault("SNAPSHOTS_DESTINATION", "").isBlank()) {
      return OptionalLong.empty();
    }
    CommandOutput size = compose().ask("exec", "-T", "minio", "du", "-s", "-B1", "/data");
    Matcher bytes = SIZE.matcher(size.output());
    return size.exit() == 0 && bytes.find()
        ? OptionalLong.of(Long.parseLong(bytes.group(1)))
        : OptionalLong.empty();
  }

  @Override
  public Optional<URI> securePage() {
    return SecurePage.address(environment);
  }

  /// Docker Compose; the search for it runs only once.
  public Compose compose() throws IOException, InterruptedException {
    if (compose == null) {
      compose = Compose.find(environment);
    }
    return compose;
  }

  /// What Docker says of a part.
  public Optional<Container> container(String part) throws IOException, InterruptedException {
    return compose().containers().stream().filter(each -> each.part().equals(part)).findFirst();
  }

  /// Runs a command of Compose, which must succeed.
  public void check(String... arguments) throws IOException, InterruptedException {
    compose().check(arguments);
  }

  private ClusterSize size() {
    return ComposeFile.find(environment).size();
  }
}
