package dev.classify.local.postgres;

import dev.classify.exit.CommandFailure;
import dev.classify.local.cache.Archive;
import dev.classify.local.cache.CacheFolder;
import dev.classify.local.cache.Platform;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/// PostgreSQL's programs, unpacked from the archive that the build put on the class path.
///
/// @param folder holds `bin`, `lib` and `share`
record PostgresBinaries(Path folder) {

  /// Names the folder in the cache; the build's dependency has the same version.
  static final String VERSION = "17.11";

  static PostgresBinaries unpacked(CacheFolder cache) throws IOException, InterruptedException {
    return new PostgresBinaries(cache.obtain("postgres-" + VERSION, PostgresBinaries::unpack));
  }

  String program(String name) {
    return folder.resolve("bin").resolve(name).toString();
  }

  private static void unpack(Path folder) throws IOException {
    String archive =
        switch (Platform.current()) {
          case LINUX_X64 -> "/postgres-linux-x86_64.txz";
          case LINUX_ARM64 -> "/postgres-linux-arm_64.txz";
          case DARWIN_X64 -> "/postgres-darwin-x86_64.txz";
          case DARWIN_ARM64 -> "/postgres-darwin-arm_64.txz";
        };
    try (InputStream packed = PostgresBinaries.class.getResourceAsStream(archive)) {
      if (packed == null) {
        throw CommandFailure.failed(
            "this build holds no PostgreSQL for this machine (" + archive + ")",
            "build it on this machine: mvn package");
      }
      Archive.unpackXz(packed, folder);
    }
  }
}
