package dev.classify.local.process;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/// The part of the user's environment that a program of a stack gets.
///
/// A program gets variables by name, never the whole environment: keys of the user belong only to
/// the workers, which call the model. What one program needs besides stands where it is started.
public final class ProgramEnvironment {

  private static final Set<String> SYSTEM =
      Set.of(
          // Where programs find others, such as the shell that guards them.
          "PATH",
          // Libraries of systems that keep them in folders of their own.
          "LD_LIBRARY_PATH",
          "DYLD_LIBRARY_PATH",
          // Settings of the user, such as those of npm, and temporary files.
          "HOME",
          "TMPDIR",
          // Language of messages and encoding of file names.
          "LANG",
          "LC_ALL",
          "LC_CTYPE",
          "LC_MESSAGES",
          // Times in logs, and the time zone of a new database.
          "TZ");

  /// Options for every JVM.
  private static final Set<String> JAVA = Set.of("JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS");

  private ProgramEnvironment() {}

  /// What every program gets.
  public static Map<String, String> system(Map<String, String> environment) {
    return only(environment, SYSTEM::contains);
  }

  /// What every Java program gets.
  public static Map<String, String> java(Map<String, String> environment) {
    return only(environment, name -> SYSTEM.contains(name) || JAVA.contains(name));
  }

  /// What every program gets, and more variables by their names.
  public static Map<String, String> systemAnd(
      Predicate<String> more, Map<String, String> environment) {
    return only(environment, name -> SYSTEM.contains(name) || more.test(name));
  }

  /// What every Java program gets, and more variables by their names.
  public static Map<String, String> javaAnd(
      Predicate<String> more, Map<String, String> environment) {
    return only(
        environment, name -> SYSTEM.contains(name) || JAVA.contains(name) || more.test(name));
  }

  /// Lets a short command of this process see no more than every program.
  public static ProcessBuilder restrict(ProcessBuilder command) {
    command.environment().keySet().retainAll(SYSTEM);
    return command;
  }

  private static Map<String, String> only(
      Map<String, String> environment, Predicate<String> wanted) {
    Map<String, String> named = new HashMap<>(environment);
    named.keySet().removeIf(wanted.negate());
    return named;
  }
}
