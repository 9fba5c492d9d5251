package dev.classify.local.postgres;

import dev.classify.local.process.AtomicFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/// Gives the roles of a database their passwords while its server is down.
///
/// This also makes the roles, moves the tables of an older stack to their owner, and lets a stack
/// whose passwords were lost or changed back into its data. PostgreSQL's single-user mode needs no
/// password.
///
/// @param data the data folder
record PostgresRoles(Path data, DatabasePasswords passwords) {

  /// Tells with which script and passwords the roles were made last, as a digest. It lies with the
  /// data, so that it is true of a copy of them too.
  private static final String DONE = "classify-roles";

  /// Does nothing where the roles have these passwords already.
  void apply(PostgresTools tools) throws IOException, InterruptedException {
    String script = script();
    String digest = digest(script);
    Path done = data.resolve(DONE);
    if (Files.exists(done) && Files.readString(done).equals(digest)) {
      return;
    }
    // Holds passwords; made readable for its owner alone.
    Path file = Files.createTempFile(data.getParent(), "roles", ".sql");
    try {
      Files.writeString(file, script);
      tools.unprivileged().own(file);
      tools.run(singleUser(tools.binaries(), file));
    } finally {
      Files.delete(file);
    }
    AtomicFile.writeDurably(done, digest.getBytes(StandardCharsets.UTF_8));
    tools.unprivileged().own(done);
  }

  private List<String> singleUser(PostgresBinaries binaries, Path script) {
    return List.of(
        "/bin/sh",
        "-c",
        // An error ends it, and is not logged with its statement, which may hold a password.
        "exec \"$1\" --single -j -c exit_on_error=on -c log_min_error_statement=panic"
            + " -D \"$2\" classify < \"$3\"",
        "roles",
        binaries.program("postgres"),
        data.toString(),
        script.toString());
  }

  private String script() throws IOException {
    try (InputStream template = PostgresRoles.class.getResourceAsStream("roles.sql")) {
      if (template == null) {
        throw new IllegalStateException("roles.sql is missing in this build");
      }
      return new String(template.readAllBytes(), StandardCharsets.UTF_8)
          .replace("${superuser}", quoted(passwords.superuser()))
          .replace("${owner}", quoted(passwords.owner()))
          .replace("${application}", quoted(passwords.application()));
    }
  }

  private static String quoted(String password) {
    return "'" + password.replace("'", "''") + "'";
  }

  private static String digest(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
