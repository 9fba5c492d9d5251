package dev.classify.cli.submit;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/// Addresses and retry times for calls to the Restate nodes.
///
/// @param ingresses addresses that get batches in turn
/// @param admins admin addresses to ask about a slow batch
/// @param firstCallRetryFor how long to retry the first call; the cluster may still be starting
/// @param retryFor how long to retry any other call while no node answers
/// @param attachAfter time after which to repeat a call, which attaches to the running one
public record IngressSettings(
    List<URI> ingresses,
    List<URI> admins,
    Duration firstCallRetryFor,
    Duration retryFor,
    Duration attachAfter) {

  private static final Pattern LOCAL = Pattern.compile("|localhost|[0-9.]+|\\[.*]");

  public IngressSettings {
    ingresses = List.copyOf(ingresses);
    admins = List.copyOf(admins);
  }

  /// What a node is called where its share of a job is shown: its host, where that is a name.
  /// `localhost` and addresses are the same for many nodes; where the command uses every node, such
  /// a node is called by its place, like the nodes of our clusters: `restate-1`, or `restate` where
  /// there is one.
  public String nodeName(URI ingress) {
    String host = Objects.requireNonNullElse(ingress.getHost(), "");
    if (!LOCAL.matcher(host).matches()) {
      return host;
    }
    if (ingresses.size() != admins.size()) {
      return ingress.getAuthority();
    }
    return ingresses.size() == 1 ? "restate" : "restate-" + (ingresses.indexOf(ingress) + 1);
  }

  /// A patience long enough for a node to come back and short enough for a person to wait.
  public static IngressSettings of(List<URI> ingresses, List<URI> admins) {
    Duration minute = Duration.ofSeconds(60);
    return new IngressSettings(ingresses, admins, Duration.ofSeconds(8), minute, minute);
  }
}
