package dev.classify.dist;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/// A running embedded stack and a look into its database, past the program under test.
record Stack(Program program) {

  /// Starts one in a new folder below the given one.
  static Stack up(Path folder) throws IOException, InterruptedException {
    Program program = new Program(Files.createTempDirectory(folder, "stack").resolve("data"));
    Program.Ended up = program.run("local", "up");
    if (up.exit() != 0) {
      throw new AssertionError(up.out() + up.err());
    }
    return new Stack(program);
  }

  /// Runs a command on it.
  Program.Ended local(String... arguments) throws IOException, InterruptedException {
    return program.run(Program.words("local", arguments));
  }

  /// The single number that a query answers.
  long number(String query) throws SQLException, IOException {
    JsonNode file = new ObjectMapper().readTree(program.home().resolve("stack.json").toFile());
    String url = "jdbc:postgresql://127.0.0.1:" + file.get("ports").get("postgres") + "/classify";
    String password = file.get("databasePassword").asText();
    try (Connection connection = DriverManager.getConnection(url, "classify", password);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  /// An address of one of its parts, by the name of its port in `stack.json`.
  URI address(String port) throws IOException {
    JsonNode file = new ObjectMapper().readTree(program.home().resolve("stack.json").toFile());
    return URI.create("http://127.0.0.1:" + file.get("ports").get(port));
  }

  void down() throws IOException, InterruptedException {
    local("down");
  }
}
