package dev.classify.api;

import java.util.Optional;

/// Which build of the program this is.
public final class Build {

  private Build() {}

  /// The version in the manifest, or `development` where classes run outside their archive.
  public static String version() {
    return Optional.ofNullable(Build.class.getPackage().getImplementationVersion())
        .orElse("development");
  }
}
