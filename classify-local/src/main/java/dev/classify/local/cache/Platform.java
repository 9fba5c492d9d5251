package dev.classify.local.cache;

import dev.classify.exit.CommandFailure;
import java.util.Locale;

/// The systems for which both PostgreSQL and Restate offer binaries.
public enum Platform {
  LINUX_X64,
  LINUX_ARM64,
  DARWIN_X64,
  DARWIN_ARM64;

  /// The one that this process runs on.
  public static Platform current() {
    String system = System.getProperty("os.name");
    String machine = System.getProperty("os.arch");
    boolean arm = machine.equals("aarch64");
    if (arm || machine.equals("amd64") || machine.equals("x86_64")) {
      if (system.toLowerCase(Locale.ROOT).startsWith("linux")) {
        return arm ? LINUX_ARM64 : LINUX_X64;
      }
      if (system.toLowerCase(Locale.ROOT).startsWith("mac")) {
        return arm ? DARWIN_ARM64 : DARWIN_X64;
      }
    }
    throw CommandFailure.failed(
        "the embedded stack has no programs for " + system + " on " + machine,
        "use Linux or macOS on x86-64 or ARM64; on Windows, run it in WSL");
  }
}
