package dev.classify.local.http;

import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A request that may have failed.
///
/// @param received null if no reply came
public record Attempt(URI uri, @Nullable Reply received) {

  /// The reply, empty if none came.
  public Optional<Reply> reply() {
    return Optional.ofNullable(received);
  }

  /// Why this is not a reply with status 200, with the address; blank if it is one.
  public String problem() {
    if (received == null) {
      return uri + " does not answer";
    }
    return received.status() == 200 ? "" : uri + " answers " + received.status();
  }
}
