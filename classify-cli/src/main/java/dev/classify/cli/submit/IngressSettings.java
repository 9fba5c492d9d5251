package dev.classify.cli.submit;

import java.net.URI;
import java.time.Duration;
import java.util.List;

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
