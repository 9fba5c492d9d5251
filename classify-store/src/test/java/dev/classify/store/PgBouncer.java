package dev.classify.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The PgBouncer of this machine, with the settings of docker-compose.cluster.yml.
final class PgBouncer implements AutoCloseable {

  private static final Path COMPOSE_FILE = Path.of("..", "docker-compose.cluster.yml");
  private static final Pattern SERVICE = Pattern.compile("(?s)\n  pgbouncer:\n.*?\n\n");
  private static final Pattern SETTING = Pattern.compile("'([a-z_]+ =[^']*)'");
  private static final Pattern ADDRESS =
      Pattern.compile("^jdbc:postgresql://([^:/]+):(\\d+)/(\\w+)");
  private static final Pattern VERSION = Pattern.compile("PgBouncer 1\\.(\\d+)");
  private static final Duration START_TIMEOUT = Duration.ofSeconds(20);

  /// Since this one it keeps the prepared statements of clients: 1.21.
  private static final int PREPARES = 21;

  private static final String PASSWORD = "secret";

  private final Path folder;
  private final Process process;
  private final int port;
  private final boolean prepares;

  private PgBouncer(Path folder, Process process, int port, boolean prepares) {
    this.folder = folder;
    this.process = process;
    this.port = port;
    this.prepares = prepares;
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
  }

  /// Where it is installed; empty if it is not.
  static Optional<Path> program() {
    String path = System.getenv().getOrDefault("PATH", "") + ":/usr/sbin:/opt/homebrew/bin";
    return Stream.of(path.split(":", -1))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, "pgbouncer"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /// Starts it.
  ///
  /// @param database JDBC address of the database behind it
  /// @param atConnect statements for each new connection to that database
  static PgBouncer start(Path program, String database, String atConnect)
      throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("classify-pgbouncer-");
    List<String> user = PostgresServer.unprivileged(folder, program);
    boolean prepares = version(program) >= PREPARES;
    int port = PostgresServer.freePort();
    Matcher behind = ADDRESS.matcher(database);
    if (!behind.find()) {
      throw new IllegalArgumentException("no address of a PostgreSQL: " + database);
    }
    List<String> lines =
        new ArrayList<>(
            List.of(
                "[databases]",
                "classify = host=%s port=%s dbname=%s connect_query='%s'"
                    .formatted(behind.group(1), behind.group(2), behind.group(3), atConnect),
                "[pgbouncer]"));
    for (String setting : settings()) {
      String key = setting.substring(0, setting.indexOf(' '));
      switch (key) {
        case "classify" -> {}
        case "listen_addr" -> lines.add("listen_addr = 127.0.0.1");
        case "listen_port" -> lines.add("listen_port = " + port);
        case "auth_file" -> lines.add("auth_file = " + folder.resolve("users.txt"));
        case "max_prepared_statements" -> {
          if (prepares) {
            lines.add(setting);
          }
        }
        default -> lines.add(setting);
      }
    }
    Files.write(folder.resolve("users.txt"), List.of("\"classify\" \"" + PASSWORD + "\""));
    Path settings = Files.write(folder.resolve("pgbouncer.ini"), lines);
    Path log = folder.resolve("log");
    Process process = PostgresServer.launch(user, log, program.toString(), settings.toString());
    PgBouncer pooler = new PgBouncer(folder, process, port, prepares);
    pooler.awaitConnection(log);
    return pooler;
  }

  /// As `key = value`.
  static List<String> settings() throws IOException {
    Matcher service = SERVICE.matcher(Files.readString(COMPOSE_FILE));
    if (!service.find()) {
      throw new IOException(COMPOSE_FILE + " has no service pgbouncer");
    }
    return SETTING.matcher(service.group()).results().map(setting -> setting.group(1)).toList();
  }

  /// The minor version.
  private static int version(Path program) throws IOException {
    Process asked = new ProcessBuilder(program.toString(), "--version").start();
    String said = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    Matcher version = VERSION.matcher(said);
    if (!version.find()) {
      throw new IOException(program + " --version says " + said);
    }
    return Integer.parseInt(version.group(1));
  }

  private void awaitConnection(Path log) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + START_TIMEOUT.toNanos();
    DatabaseSettings settings = settings("awaited");
    while (true) {
      try (Connection _ =
          DriverManager.getConnection(settings.url(), settings.user(), settings.password())) {
        return;
      } catch (SQLException notYet) {
        if (!process.isAlive() || System.nanoTime() > deadline) {
          throw new IOException("PgBouncer did not start:\n" + Files.readString(log), notYet);
        }
        Thread.sleep(50);
      }
    }
  }

  /// Whether it keeps the prepared statements of clients. If not, they must have none.
  boolean prepares() {
    return prepares;
  }

  /// The database, by way of it.
  ///
  /// @param program that connects, as PostgreSQL shows it
  DatabaseSettings settings(String program) {
    return new DatabaseSettings(
        "jdbc:postgresql://127.0.0.1:%d/classify?ApplicationName=%s%s"
            .formatted(port, program, prepares ? "" : "&prepareThreshold=0"),
        "classify",
        PASSWORD);
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly().onExit().join();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
