package dev.classify.dist;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The source tree that contains the tests.
final class Checkout {

  /// The top folder. Maven runs the tests in the folder of their module.
  static final Path TOP = Path.of("..").toAbsolutePath().normalize();

  private Checkout() {}

  /// All Java sources except generated ones.
  static List<Path> javaSources() {
    return files(".java");
  }

  /// Every file whose name ends like one of these, without what the build generated.
  static List<Path> files(String... endings) {
    try (Stream<Path> files = Files.walk(TOP)) {
      return files
          .filter(file -> Stream.of(endings).anyMatch(file.toString()::endsWith))
          .filter(file -> !TOP.relativize(file).toString().contains("target/"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// README, CONTRIBUTING and the pages of docs.
  static List<Path> pages() {
    try (Stream<Path> docs = Files.list(TOP.resolve("docs"))) {
      return Stream.concat(
              Stream.of("README.md", "CONTRIBUTING.md").map(TOP::resolve),
              docs.filter(file -> file.toString().endsWith(".md")).sorted())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
