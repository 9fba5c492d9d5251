package dev.classify.dist;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.zaxxer.hikari.HikariDataSource;
import dev.classify.store.Database;
import dev.classify.store.DatabaseSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;

/// A running embedded stack, with direct access to its database.
record EmbeddedStack(BuiltProgram program) {

  /// For the workers of these stacks, which live for minutes: the second compiler would take half
  /// of their CPU.
  static final String FIRST_COMPILER = "-XX:TieredStopAtLevel=1";

  /// Starts a stack in a new folder below the given one.
  ///
  /// @param options of `local up`, such as the numbers of nodes and workers
  static EmbeddedStack up(Path folder, String... options) throws IOException, InterruptedException {
    return up(folder, Map.of(), options);
  }

  /// Starts a stack whose workers also have these settings. Synchronized, because two stacks that
  /// look for free ports at the same time find the same ones.
  static synchronized EmbeddedStack up(Path folder, Map<String, String> settings, String... options)
      throws IOException, InterruptedException {
    Path home = Files.createTempDirectory(folder, "stack").resolve("data");
    Map<String, String> environment = new HashMap<>(settings);
    environment.put("CLASSIFY_HOME", home.toString());
    BuiltProgram program = new BuiltProgram(home, environment);
    Map<String, String> start = new HashMap<>(environment);
    start.put("JDK_JAVA_OPTIONS", FIRST_COMPILER);
    BuiltProgram.Result up =
        new BuiltProgram(home, start)
            .run(BuiltProgram.words("local", BuiltProgram.words("up", options)));
    if (up.exit() != 0) {
      throw new AssertionError(up.out() + up.err());
    }
    return new EmbeddedStack(program);
  }

  /// Stops it and starts it with more settings. Synchronized, because another stack that starts
  /// meanwhile could take its ports.
  ///
  /// @return the result of the start
  BuiltProgram.Result restart(Map<String, String> settings) throws InterruptedException {
    Map<String, String> environment = new HashMap<>(program.environment());
    environment.putAll(settings);
    environment.put("JDK_JAVA_OPTIONS", FIRST_COMPILER);
    synchronized (EmbeddedStack.class) {
      down();
      return new BuiltProgram(program.home(), environment).call("local", "up");
    }
  }

  /// Runs a command on it, in this JVM.
  BuiltProgram.Result local(String... arguments) throws InterruptedException {
    return program.call(BuiltProgram.words("local", arguments));
  }

  /// The program with settings that name the addresses of this stack as a cluster.
  BuiltProgram asCluster() throws IOException {
    DatabaseSettings database = database();
    Map<String, String> environment = new HashMap<>(program.environment());
    environment.put("CLASSIFY_NODES", address("restate-ingress").toString());
    environment.put("CLASSIFY_ADMIN", address("restate-admin").toString());
    environment.put("CLASSIFY_DB_URL", database.url());
    environment.put("CLASSIFY_DB_USER", database.user());
    environment.put("CLASSIFY_DB_PASSWORD", database.password());
    return new BuiltProgram(program.home(), environment);
  }

  /// A pool of one connection, which the caller closes.
  HikariDataSource openDatabase() throws IOException {
    return Database.open(database(), 1);
  }

  /// Its tables, for the application.
  DatabaseQueries tables() throws IOException {
    return new DatabaseQueries(database());
  }

  /// The single number that a query returns.
  long number(String query) throws SQLException, IOException {
    return tables().number(query);
  }

  /// The single value that a query returns.
  String text(String query) throws SQLException, IOException {
    return tables().text(query);
  }

  /// Runs statements as the owner of the tables.
  void execute(String... statements) throws SQLException, IOException {
    try (Connection connection = new DatabaseQueries(owner()).connect();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /// Empties every table. Restate keeps its state, as it does for a user.
  void clear() throws SQLException, IOException {
    execute(
        "truncate source_indicators, jobs, job_batches, batch_attempts, classifications,"
            + " rejections, classification_attempts, llm_requests, llm_budgets, llm_replies,"
            + " llm_exchanges, provider_batch_lines, provider_batches, content_claims,"
            + " content_waits, review_items, review_decisions, review_judgements,"
            + " review_settings, evaluations, confidence_calibrations, uploads, upload_parts,"
            + " runner_tasks");
  }

  /// Opens a job as a command does, so that batches of it are carried out. An open one stays open.
  void openJob(String jobId, String secret) throws SQLException, IOException {
    execute(
        """
        insert into jobs
          (job_id, source, provider, answer_version, state, rows_total, rows_refused, secret)
        values ('%s', 'a test', 'rules', 'none', 'running', 1, 0, '%s')
        on conflict do nothing
        """
            .formatted(jobId, secret));
  }

  /// The address of a part, by the name of its port in `stack.json`.
  URI address(String port) throws IOException {
    return URI.create("http://127.0.0.1:" + file().get("ports").get(port));
  }

  /// The supervisor, which owns all other processes.
  ProcessHandle supervisor() throws IOException {
    Path state = program.home().resolve("run").resolve("supervisor.json");
    long pid = new ObjectMapper().readTree(state.toFile()).get("pid").asLong();
    return ProcessHandle.of(pid).orElseThrow();
  }

  void down() throws InterruptedException {
    local("down");
  }

  private DatabaseSettings database() throws IOException {
    return database("classify", "databasePassword");
  }

  private DatabaseSettings owner() throws IOException {
    return database("classify_owner", "ownerPassword");
  }

  private DatabaseSettings database(String role, String password) throws IOException {
    String url = "jdbc:postgresql://127.0.0.1:" + file().get("ports").get("postgres") + "/classify";
    return new DatabaseSettings(url, role, file().get(password).asText());
  }

  /// `stack.json`: topology, ports and passwords.
  JsonNode file() throws IOException {
    return new ObjectMapper().readTree(program.home().resolve("stack.json").toFile());
  }
}
