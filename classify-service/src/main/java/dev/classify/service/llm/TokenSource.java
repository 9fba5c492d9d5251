package dev.classify.service.llm;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// Where an access token comes from.
sealed interface TokenSource {

  /// The longest token that is read; those of Entra ID have some thousand bytes.
  int BYTES_MAX = 65_536;

  /// Reads the token that holds now.
  ///
  /// @throws IOException with a message for a person, which begins with the setting
  String read() throws IOException, InterruptedException;

  /// A file that another program rewrites before its token expires.
  record InFile(Path file) implements TokenSource {
    @Override
    public String read() throws IOException {
      try (InputStream stream = Files.newInputStream(file)) {
        return checked("OPENAI_TOKEN_FILE", stream.readNBytes(BYTES_MAX));
      } catch (IOException fault) {
        throw new IOException(
            "OPENAI_TOKEN_FILE: %s cannot be read (%s)".formatted(file, fault), fault);
      }
    }
  }

  /// A command of the shell that prints a token and nothing else.
  ///
  /// @param timeMax after which it is killed
  record FromCommand(String command, Duration timeMax) implements TokenSource {

    /// A sign-in over the network takes some seconds.
    private static final Duration TIME_MAX = Duration.ofSeconds(30);

    FromCommand(String command) {
      this(command, TIME_MAX);
    }

    /// What the command writes to its error stream goes to the log of the worker.
    @Override
    public String read() throws IOException, InterruptedException {
      Process process =
          new ProcessBuilder("sh", "-c", command)
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      process.getOutputStream().close();
      // Killed from beside, so that reading ends as well.
      Thread killer = Thread.ofVirtual().start(() -> killWhenLate(process));
      try (InputStream printed = process.getInputStream()) {
        byte[] bytes = printed.readNBytes(BYTES_MAX);
        int status = process.waitFor();
        if (status != 0) {
          throw new IOException(
              "OPENAI_TOKEN_COMMAND failed (exit code %d), or took longer than %d s"
                  .formatted(status, timeMax.toSeconds()));
        }
        return checked("OPENAI_TOKEN_COMMAND", bytes);
      } finally {
        killer.interrupt();
        process.destroyForcibly();
      }
    }

    /// Without the command, which may hold a secret of its own.
    @Override
    public String toString() {
      return "FromCommand";
    }

    private void killWhenLate(Process process) {
      try {
        if (!process.waitFor(timeMax.toMillis(), TimeUnit.MILLISECONDS)) {
          process.descendants().forEach(ProcessHandle::destroyForcibly);
          process.destroyForcibly();
        }
      } catch (InterruptedException _) {
        // It has ended.
      }
    }
  }

  /// What is shown of a bad token is its length: it may be a good one for somebody else.
  private static String checked(String setting, byte[] bytes) throws IOException {
    String token = new String(bytes, StandardCharsets.UTF_8).strip();
    if (!LlmSettings.KEY.matcher(token).matches()) {
      throw new IOException(
          "%s gives no token, but %s"
              .formatted(
                  setting,
                  token.isEmpty()
                      ? "nothing"
                      : token.length() + " characters that cannot stand in a header"));
    }
    return token;
  }
}
