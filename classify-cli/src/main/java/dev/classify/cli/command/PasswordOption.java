package dev.classify.cli.command;

import dev.classify.access.PasswordRule;
import dev.classify.exit.CommandFailure;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Where a password comes from. Never from an argument: others on this machine could see it, and
/// the shell would keep it.
final class PasswordOption {

  /// More than any password; another file, named by mistake, is not read to its end.
  private static final int BYTES_MAX = 4 * PasswordRule.CHARACTERS_MAX + 2;

  @Option(
      names = "--password-file",
      paramLabel = "FILE",
      description =
          "Read the password from the first line of a file, - for standard input (default: ask for"
              + " it, or standard input if this is not a terminal).")
  private @Nullable Path file;

  /// Reads a new password.
  ///
  /// @throws CommandFailure if it cannot become a password
  String read(String user) throws IOException {
    String password = text(user);
    PasswordRule.problem(password)
        .ifPresent(
            problem -> {
              throw CommandFailure.usage(
                  problem, "choose a longer one, such as four or more words");
            });
    return password;
  }

  @SuppressWarnings("SystemConsoleNull") // it is null again since the default changed back in 25
  private String text(String user) throws IOException {
    Path named = file;
    if (named != null && !named.toString().equals("-")) {
      try (InputStream input = Files.newInputStream(named)) {
        return firstLine(input);
      }
    }
    Console console = named == null ? System.console() : null;
    return console == null ? firstLine(System.in) : ask(console, user);
  }

  private static String ask(Console console, String user) {
    String password = typed(console.readPassword("Password of %s: ", user));
    if (!password.equals(typed(console.readPassword("The same again: ")))) {
      throw CommandFailure.usage("the two passwords differ", "type the same one twice");
    }
    return password;
  }

  private static String typed(char @Nullable [] password) {
    if (password == null) {
      throw CommandFailure.usage("no password was given");
    }
    return new String(password);
  }

  private static String firstLine(InputStream input) throws IOException {
    String text = new String(input.readNBytes(BYTES_MAX), StandardCharsets.UTF_8);
    return text.lines().findFirst().orElse("");
  }
}
