package dev.classify.local.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A Java program that runs in its own JVM, with the Java of this process.
public final class JavaCommand {

  private JavaCommand() {}

  /// A main class of this program, on its class path.
  public static List<String> of(List<String> flags, String mainClass, List<String> arguments) {
    String classPath = System.getProperty("java.class.path");
    return words(flags, List.of("-cp", classPath, mainClass), arguments);
  }

  /// A program in a single jar.
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
