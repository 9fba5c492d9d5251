package dev.classify.local.postgres;

import dev.classify.local.process.Folder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The folder of a PostgreSQL server.
///
/// @param root everything below it belongs to this server alone
record PostgresFolder(Path root) {

  Path data() {
    return root.resolve("data");
  }

  /// Creates the data folder with the database `classify`, unless it exists. Only the superuser
  /// `postgres` exists then, and [PostgresRoles] makes the others.
  void create(PostgresTools tools, String superuserPassword)
      throws IOException, InterruptedException {
    if (Files.exists(data())) {
      return;
    }
    Path made = root.resolve("data.new");
    Folder.delete(made);
    Files.createDirectories(made);
    Path passwordFile = Files.createTempFile(root, "password", "");
    try {
      Files.writeString(passwordFile, superuserPassword);
      tools.unprivileged().own(made);
      tools.unprivileged().own(passwordFile);
      tools.run(initdb(tools.binaries(), made, passwordFile));
      tools.run(createDatabase(tools.binaries(), made));
    } finally {
      Files.delete(passwordFile);
    }
    Files.move(made, data(), StandardCopyOption.ATOMIC_MOVE);
  }

  /// Writes the settings of this version of the program.
  ///
  /// @param archive null for none
  void configure(int port, int connectionsMax, @Nullable WalArchive archive) throws IOException {
    try (InputStream template = PostgresFolder.class.getResourceAsStream("postgresql.conf")) {
      if (template == null) {
        throw new IllegalStateException("postgresql.conf is missing in this build");
      }
      String text = new String(template.readAllBytes(), StandardCharsets.UTF_8);
      Files.writeString(
          data().resolve("postgresql.conf"),
          text.replace("${port}", Integer.toString(port))
                  .replace("${max_connections}", Integer.toString(connectionsMax))
              + (archive == null ? "" : archive.archiving()));
    }
  }

  /// Removes the pid file of a former server if another program now has its process id.
  ///
  /// PostgreSQL would take that program for a server and refuse to start, for example after the
  /// restart of a container. If no process has that id, its own check is better: it also finds
  /// backends that have survived their server.
  void forgetStaleServer() throws IOException {
    List<String> lines = pidFile();
    if (lines.isEmpty() || !lines.getFirst().strip().matches("\\d{1,10}")) {
      return;
    }
    boolean otherProgram =
        ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
            .flatMap(process -> process.info().command())
            .filter(command -> !command.endsWith("/postgres"))
            .isPresent();
    if (otherProgram) {
      Files.delete(data().resolve("postmaster.pid"));
    }
  }

  /// Whether the server with this process id accepts connections.
  ///
  /// The eighth line of its pid file is what `pg_ctl --wait` watches too.
  boolean ready(long pid) {
    try {
      List<String> lines = pidFile();
      return lines.size() >= 8
          && lines.getFirst().strip().equals(Long.toString(pid))
          && lines.get(7).startsWith("ready");
    } catch (IOException _) {
      return false;
    }
  }

  private List<String> pidFile() throws IOException {
    Path file = data().resolve("postmaster.pid");
    return Files.exists(file) ? Files.readAllLines(file) : List.of();
  }

  private static List<String> initdb(PostgresBinaries binaries, Path folder, Path passwordFile) {
    return List.of(
        binaries.program("initdb"),
        "--pgdata=" + folder,
        "--username=postgres",
        "--pwfile=" + passwordFile,
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        // Sorts the same on every machine, whatever its locale.
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        "--locale=C",
        "--no-sync",
        "--no-instructions");
  }

  /// In single-user mode, because there is no client here that could connect to a server.
  private static List<String> createDatabase(PostgresBinaries binaries, Path folder) {
    return List.of(
        "/bin/sh",
        "-c",
        "echo 'CREATE DATABASE classify' | \"$1\" --single -D \"$2\" postgres",
        "create-database",
        binaries.program("postgres"),
        folder.toString());
  }
}
