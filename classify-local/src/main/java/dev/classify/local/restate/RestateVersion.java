package dev.classify.local.restate;

import dev.classify.local.process.ProgramEnvironment;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A version of a program of Restate.
record RestateVersion(int major, int minor, int patch) {

  /// The version that is downloaded, and the oldest accepted: our settings were taken from its
  /// dump.
  static final RestateVersion FETCHED = new RestateVersion(1, 7, 12);

  private static final Pattern PRINTED =
      Pattern.compile("restate(?:-server|ctl) (\\d+)\\.(\\d+)\\.(\\d+)");

  /// The version that a binary reports, empty if it reports none or cannot be run.
  static Optional<RestateVersion> of(Path binary) throws InterruptedException {
    try {
      Process process =
          ProgramEnvironment.restrict(new ProcessBuilder(binary.toString(), "--version"))
              .redirectError(Redirect.DISCARD)
              .start();
      try (InputStream output = process.getInputStream()) {
        String printed = new String(output.readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor() == 0 ? parse(printed) : Optional.empty();
      }
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  static Optional<RestateVersion> parse(String printed) {
    Matcher version = PRINTED.matcher(printed);
    return version.find()
        ? Optional.of(
            new RestateVersion(
                Integer.parseInt(version.group(1)),
                Integer.parseInt(version.group(2)),
                Integer.parseInt(version.group(3))))
        : Optional.empty();
  }

  /// The same series, and not older: another series may silently ignore our settings.
  boolean fits() {
    return major == FETCHED.major && minor == FETCHED.minor && patch >= FETCHED.patch;
  }

  @Override
  public String toString() {
    return major + "." + minor + "." + patch;
  }
}
