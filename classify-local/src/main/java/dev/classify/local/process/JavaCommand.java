package dev.classify.local.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A main class of this program, run in a JVM of its own.
public final class JavaCommand {

  private JavaCommand() {}

  /// The words of the command: this JVM's java and class path.
  public static List<String> of(List<String> flags, String mainClass, List<String> arguments) {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(flags);
    words.add("-cp");
    words.add(System.getProperty("java.class.path"));
    words.add(mainClass);
    words.addAll(arguments);
    return words;
  }
}
