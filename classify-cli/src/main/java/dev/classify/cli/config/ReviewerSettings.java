package dev.classify.cli.config;

import java.util.Map;
import java.util.stream.Stream;

/// The name under which decisions of a review are recorded.
///
/// @param name `CLASSIFY_REVIEWER`, else the name of the user on this machine
public record ReviewerSettings(String name) {

  /// Reads the settings.
  public static ReviewerSettings from(Map<String, String> environment) {
    return new ReviewerSettings(
        Stream.of("CLASSIFY_REVIEWER", "USER", "USERNAME")
            .map(key -> environment.getOrDefault(key, "").strip())
            .filter(name -> !name.isEmpty())
            .findFirst()
            .orElse(System.getProperty("user.name", "unknown")));
  }
}
