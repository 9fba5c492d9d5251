package dev.classify.local.restate;

import dev.classify.exit.CommandFailure;
import dev.classify.local.cache.Archive;
import dev.classify.local.cache.CacheFolder;
import dev.classify.local.cache.Platform;
import dev.classify.local.process.Command;
import dev.classify.local.process.OneShotCommand;
import dev.classify.local.process.ProgramEnvironment;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/// The npm package of a program for one platform.
///
/// It is packed, not installed: an installation takes a binary for one platform as optional, and
/// npm passes over an optional package whose checksum is wrong with exit code 0.
///
/// @param program what is in it
/// @param name without version
/// @param sha512 of the package file as in npm's lock files, base64
record RestatePackage(RestateTool program, String name, String sha512) {

  static RestatePackage of(RestateTool program, Platform platform) {
    return switch (platform) {
      case LINUX_X64 ->
          of(
              program,
              "linux-x64",
              "URotJ1AIqaSCDkRMl4OrQfTLH+NYuOZb3ZsP7wxxiuAB6pncgPhTUYSvegTF5PTrAShnNyHNpju9kjf2O3QxoA==",
              "tBoaN2PH5ZdTGHqzjEw9gFKphcQuOeBVwKx9LtRCw2gsCe7+GHAMzjx3URHhMVFkYSFbGrBe/X43Nf28HDXHUg==");
      case LINUX_ARM64 ->
          of(
              program,
              "linux-arm64",
              "aV7YxWvPhp88MjQtObGDhDCTwCBa68wwZOAMmJqDreO0auHYuSfOqabEx4I90coZsx3zShNusppbTPKprOa+dw==",
              "RGV7O0P0yGI6t9bvN3OEi9jQ5crIgn75nrNvTnl7bs/D3upkrxOw15+ro4JC5hBMon75TI7ev4lrqs0rXF9oEw==");
      case DARWIN_X64 ->
          of(
              program,
              "darwin-x64",
              "ZRS1kk3S4pzIiup2IRRQ3eHoKJSZ43FG4rDe7UbGFWwZ/Yz0xSDa4/3/kiuwaMHXWs/CsKtJe0shx8JCR0DO1g==",
              "FO+SMYA8HdyLCPNwTzy5g1qG8IEHCHdaA5mGoH6thG66yCUktOmvjGzICQMv5gWO4D8NWbpkgrdrN/GfmdrrBg==");
      case DARWIN_ARM64 ->
          of(
              program,
              "darwin-arm64",
              "pHrZMaaeBJxXTgI19WG/aJvxuUDQ2nhSDEEJVseTZQiTEdJ7hboPlhvYacgXIE2iMnLMmWkN5XIlXqosHK8Byg==",
              "Wa1/XqDwm+3e6K2un10AikWhfSXqMVh0UhWcOPlwEepQl/12yBgzjSSSiJgTDJO5w5IJAfPepd3MOKv8vJe47Q==");
    };
  }

  private static RestatePackage of(
      RestateTool program, String platform, String sha512OfServer, String sha512OfCtl) {
    String sha512 =
        switch (program) {
          case SERVER -> sha512OfServer;
          case CTL -> sha512OfCtl;
        };
    return new RestatePackage(program, "@restatedev/" + program.program + "-" + platform, sha512);
  }

  /// The binary in the cache, fetched by npm if it is not there yet.
  Path binary(CacheFolder cache, OneShotCommand tool, Map<String, String> environment)
      throws IOException, InterruptedException {
    cache.obtain(folder(program), folder -> fetch(folder, tool, environment));
    return cached(program, cache);
  }

  /// Where the binary is in the cache once it was fetched.
  static Path cached(RestateTool program, CacheFolder cache) {
    return cache.path().resolve(folder(program)).resolve("package/bin/" + program.program);
  }

  private static String folder(RestateTool program) {
    return program.program + "-" + RestateVersion.FETCHED;
  }

  private void fetch(Path folder, OneShotCommand tool, Map<String, String> environment)
      throws IOException, InterruptedException {
    Command pack =
        new Command(
            List.of(
                "npm",
                "pack",
                name + "@" + RestateVersion.FETCHED,
                "--pack-destination=" + folder,
                "--ignore-scripts"),
            ProgramEnvironment.systemAnd(RestatePackage::forNpm, environment));
    tool.run(
        pack,
        program.program
            + " comes from npm when it is first needed: connect this machine and install npm, or"
            + " set "
            + program.setting
            + " to a "
            + program.program
            + " "
            + RestateVersion.FETCHED);
    Path packed = onlyFile(folder);
    check(packed);
    try (InputStream archive = Files.newInputStream(packed)) {
      Archive.unpackGzip(archive, folder);
    }
    Files.delete(packed);
  }

  /// How npm reaches its registry: its own settings, proxies, and certificates.
  private static boolean forNpm(String variable) {
    String name = variable.toLowerCase(Locale.ROOT);
    return name.startsWith("npm_config_")
        || name.equals("node_extra_ca_certs")
        || List.of("http_proxy", "https_proxy", "no_proxy").contains(name);
  }

  /// Refuses a package that is not the one this build was tested with.
  void check(Path packed) throws IOException {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-512");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
    try (InputStream content =
        new DigestInputStream(Files.newInputStream(packed, StandardOpenOption.READ), digest)) {
      content.transferTo(OutputStream.nullOutputStream());
    }
    String found = Base64.getEncoder().encodeToString(digest.digest());
    if (!found.equals(sha512)) {
      throw CommandFailure.failed(
          "npm delivered another " + name + " than expected: its SHA-512 is " + found,
          "ask who runs your npm registry, or set " + program.setting + " to one that you trust");
    }
  }

  private static Path onlyFile(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .findFirst()
          .orElseThrow(
              () ->
                  CommandFailure.failed(
                      "npm pack left no file in " + folder, "see whether npm is a recent one"));
    }
  }
}
