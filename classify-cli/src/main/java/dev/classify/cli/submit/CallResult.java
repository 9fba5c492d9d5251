package dev.classify.cli.submit;

import java.net.URI;

/// The result of a call through the nodes.
sealed interface CallResult<T> {

  /// A node answered.
  record Completed<T>(T answer, URI ingress) implements CallResult<T> {}

  /// The call was refused or failed permanently; repeating it would end the same way.
  record Failed<T>(String reason) implements CallResult<T> {}

  /// A worker does not carry the call out, or did not when it was first sent.
  record Refused<T>(String reason) implements CallResult<T> {}

  /// No node could be reached within the time allowed.
  record Unreachable<T>(String reason) implements CallResult<T> {}
}
