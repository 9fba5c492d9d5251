package dev.classify.local.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A program for the Java that runs this one, in a JVM of its own.
public final class JavaCommand {

  private JavaCommand() {}

  /// A main class of this program, on its class path.
  public static List<String> of(List<String> flags, String mainClass, List<String> arguments) {
    String classPath = System.getProperty("java.class.path");
    return words(flags, List.of("-cp", classPath, mainClass), arguments);
  }

  /// A program that is one archive.
  public static List<String> ofJar(List<String> flags, Path jar, List<String> arguments) {
    return words(flags, List.of("-jar", jar.toString()), arguments);
  }

  private static List<String> words(
      List<String> flags, List<String> program, List<String> arguments) {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(flags);
    words.addAll(program);
    words.addAll(arguments);
    return words;
  }
}
