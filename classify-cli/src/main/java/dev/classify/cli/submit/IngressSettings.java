package dev.classify.cli.submit;

import java.net.URI;
import java.time.Duration;
import java.util.List;

/// How nodes are called.
///
/// @param ingresses where batches go, in turn
/// @param admins where Restate is asked about a batch that takes long
/// @param firstCallRetryFor how long the first call goes on trying: usually the
///     cluster is still starting
/// @param retryFor how long any other call goes on trying while no node answers
/// @param attachAfter when the same call is made again, which attaches to the one under way
public record IngressSettings(
    List<URI> ingresses,
    List<URI> admins,
    Duration firstCallRetryFor,
    Duration retryFor,
    Duration attachAfter) {

  public IngressSettings {
    ingresses = List.copyOf(ingresses);
    admins = List.copyOf(admins);
  }

  /// A patience long enough for a node to come back and short enough for a person to wait.
  public static IngressSettings of(List<URI> ingresses, List<URI> admins) {
    Duration minute = Duration.ofSeconds(60);
    return new IngressSettings(ingresses, admins, Duration.ofSeconds(8), minute, minute);
  }
}
