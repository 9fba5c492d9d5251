package dev.classify.store;

import com.sun.security.auth.module.UnixSystem;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/// A PostgreSQL server for one test run, from the binaries on the class path.
///
/// It keeps its data in a temporary folder and never waits for the disk: a test run needs seconds,
/// not durability. The unpacked programs stay in `target` for the next run.
final class PostgresServer implements AutoCloseable {

  private static final Duration START_TIMEOUT = Duration.ofSeconds(60);
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(10);

  private static final int ROOT = 0;
  private static final int NOBODY = 65_534;

  private final Path folder;
  private final Process process;
  private final int port;

  private PostgresServer(Path folder, Process process, int port) {
    this.folder = folder;
    this.process = process;
    this.port = port;
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
  }

  static PostgresServer start() throws IOException, InterruptedException, SQLException {
    Path folder = Files.createTempDirectory("classify-store-");
    Path programs = programs();
    List<String> user = unprivileged(folder, programs.resolve("postgres"));
    Path data = folder.resolve("data");
    Path log = folder.resolve("log");
    Process initdb =
        launch(
            user,
            log,
            programs.resolve("initdb").toString(),
            "--pgdata=" + data,
            "--username=postgres",
            "--auth=trust",
            "--encoding=UTF8",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            "--locale=C",
            "--no-sync",
            "--no-instructions");
    if (initdb.waitFor() != 0) {
      throw new IOException("initdb failed:\n" + Files.readString(log));
    }
    int port = freePort();
    Process server =
        launch(
            user,
            log,
            programs.resolve("postgres").toString(),
            "-D",
            data.toString(),
            "-p",
            Integer.toString(port),
            "-c",
            "listen_addresses=127.0.0.1",
            "-c",
            "unix_socket_directories=",
            "-c",
            "fsync=off",
            "-c",
            "synchronous_commit=off",
            "-c",
            "full_page_writes=off",
            "-c",
            "autovacuum=off",
            "-c",
            "timezone=UTC");
    PostgresServer postgres = new PostgresServer(folder, server, port);
    try (Connection superuser = postgres.awaitConnection(log);
        Statement statement = superuser.createStatement()) {
      statement.execute("create role classify_owner login; create role classify login");
      statement.execute("grant create on database postgres to classify_owner");
    }
    return postgres;
  }

  /// The role of the application, which may do no more than a migration lets it.
  ///
  /// @param schema the schema in which unqualified names are looked up and created
  DatabaseSettings application(String schema) {
    return settings(schema, "classify");
  }

  /// The role that owns the schemas; no superuser either.
  DatabaseSettings owner(String schema) {
    return settings(schema, "classify_owner");
  }

  DatabaseSettings superuser() {
    return settings("public", "postgres");
  }

  int port() {
    return port;
  }

  /// Holds its data and its settings.
  Path data() {
    return folder.resolve("data");
  }

  private DatabaseSettings settings(String schema, String user) {
    return new DatabaseSettings(
        "jdbc:postgresql://127.0.0.1:" + port + "/postgres?currentSchema=" + schema, user, "");
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    try {
      process.onExit().get(STOP_TIMEOUT.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException _) {
      process.destroyForcibly().onExit().join();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private Connection awaitConnection(Path log) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + START_TIMEOUT.toNanos();
    DatabaseSettings settings = superuser();
    while (true) {
      try {
        return DriverManager.getConnection(settings.url(), settings.user(), settings.password());
      } catch (SQLException notYet) {
        if (!process.isAlive() || System.nanoTime() > deadline) {
          throw new IOException("PostgreSQL did not start:\n" + Files.readString(log), notYet);
        }
        Thread.sleep(50);
      }
    }
  }

  static Process launch(List<String> user, Path log, String... words) throws IOException {
    List<String> command = new ArrayList<>(user);
    command.addAll(List.of(words));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(Redirect.appendTo(log.toFile()));
    // Client settings of the developer, such as PGDATA or PGPORT, are not meant for this server.
    builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
    return builder.start();
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /// The words before a command that a program which refuses to run as root needs here.
  ///
  /// @param folder of its files
  static List<String> unprivileged(Path folder, Path program)
      throws IOException, InterruptedException {
    if (new UnixSystem().getUid() != ROOT) {
      return List.of();
    }
    // In a user namespace of its own, root is nobody but keeps the access to its own files.
    List<String> namespace = List.of("unshare", "-U");
    if (runs(namespace, program)) {
      return namespace;
    }
    List<String> nobody =
        List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups");
    if (runs(nobody, program)) {
      Files.setAttribute(folder, "unix:uid", NOBODY);
      return nobody;
    }
    throw new IOException(
        program
            + " does not run as root, user namespaces are not permitted here, and user nobody"
            + " cannot reach it; fix: run the tests as an ordinary user");
  }

  private static boolean runs(List<String> user, Path program) throws InterruptedException {
    List<String> command = new ArrayList<>(user);
    command.addAll(List.of(program.toString(), "--version"));
    try {
      return new ProcessBuilder(command)
              .redirectOutput(Redirect.DISCARD)
              .redirectError(Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException _) {
      return false;
    }
  }

  /// The folder of the programs, unpacked by this run or an earlier one.
  private static Path programs() throws IOException {
    URL archive = archive();
    String version = archive.getPath().replaceFirst("\\.jar!.*", "").replaceFirst(".*/", "");
    Path unpacked = Path.of("target", version).toAbsolutePath();
    if (!Files.exists(unpacked)) {
      Path partial = Files.createDirectories(Path.of("target", version + ".partial"));
      try (InputStream packed = archive.openStream()) {
        unpack(packed, partial);
      }
      Files.move(partial, unpacked, StandardCopyOption.ATOMIC_MOVE);
    }
    return unpacked.resolve("bin");
  }

  private static URL archive() {
    boolean mac = System.getProperty("os.name", "").startsWith("Mac");
    boolean arm = System.getProperty("os.arch", "").equals("aarch64");
    String name =
        "/postgres-" + (mac ? "darwin" : "linux") + (arm ? "-arm_64" : "-x86_64") + ".txz";
    URL archive = PostgresServer.class.getResource(name);
    if (archive == null) {
      throw new IllegalStateException("no PostgreSQL for this machine on the class path: " + name);
    }
    return archive;
  }

  private static void unpack(InputStream packed, Path folder) throws IOException {
    try (TarArchiveInputStream entries =
        new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(packed)))) {
      for (TarArchiveEntry entry = entries.getNextEntry();
          entry != null;
          entry = entries.getNextEntry()) {
        Path target = folder.resolve(entry.getName());
        if (entry.isDirectory()) {
          Files.createDirectories(target);
          continue;
        }
        Files.createDirectories(target.resolveSibling("."));
        if (entry.isSymbolicLink()) {
          Files.deleteIfExists(target);
          Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
          continue;
        }
        Files.copy(entries, target, StandardCopyOption.REPLACE_EXISTING);
        boolean executable = (entry.getMode() & 0100) != 0;
        Files.setPosixFilePermissions(
            target, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
      }
    }
  }
}
