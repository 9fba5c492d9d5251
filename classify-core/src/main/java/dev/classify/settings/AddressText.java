package dev.classify.settings;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// HTTP addresses as users write them in settings.
final class AddressText {

  private AddressText() {}

  /// Reads an address that may have a path; credentials, queries and fragments are refused.
  static Optional<URI> parseUrl(String text) {
    return text.matches("https?://[^\\s/?#@]+(/[^\\s?#]*)?") ? uri(text) : Optional.empty();
  }

  /// Reads an address without a path.
  static Optional<URI> parse(String text) {
    return text.matches("https?://[^\\s/?#,]+/?") ? uri(text) : Optional.empty();
  }

  /// Reads addresses without paths, separated by commas; empty where one of them is not one.
  static Optional<List<URI>> parseList(String text) {
    List<URI> addresses = new ArrayList<>();
    for (String each : text.split(",", -1)) {
      Optional<URI> address = parse(each.strip());
      if (address.isEmpty()) {
        return Optional.empty();
      }
      addresses.add(address.get());
    }
    return Optional.of(List.copyOf(addresses));
  }

  /// `http://host_name` matches the patterns, and is no URI with a host; some are no URI at all.
  private static Optional<URI> uri(String text) {
    try {
      return Optional.of(URI.create(text.replaceAll("/+$", "")));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
