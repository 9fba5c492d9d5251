package dev.classify.cli.submit;

import java.net.URI;

/// What a call through the nodes came to.
sealed interface CallResult<T> {

  /// A node answered.
  record Completed<T>(T answer, URI ingress) implements CallResult<T> {}

  /// The call itself was refused or failed for good; asking again would end the same way.
  record Failed<T>(String reason) implements CallResult<T> {}

  /// No node could be reached for as long as we were willing to wait.
  record Unreachable<T>(String reason) implements CallResult<T> {}
}
