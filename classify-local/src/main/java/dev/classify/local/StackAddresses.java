package dev.classify.local;

import java.net.URI;

/// Where the parts of a running stack are reached.
///
/// @param ingress where batches are handed over
/// @param admin Restate's admin API
/// @param worker the worker's own port, with `/classify-api/health`
public record StackAddresses(URI ingress, URI admin, URI worker, Database database) {

  /// The way into the database.
  ///
  /// @param url for JDBC
  public record Database(String url, String user, String password) {

    @Override
    public String toString() {
      return user + " at " + url;
    }
  }

  static StackAddresses of(StackFile file) {
    return new StackAddresses(
        loopback(file.port(StackFile.INGRESS)),
        loopback(file.port(StackFile.ADMIN)),
        loopback(file.port(StackFile.WORKER)),
        new Database(
            "jdbc:postgresql://127.0.0.1:" + file.port(StackFile.POSTGRES) + "/classify",
            "classify",
            file.databasePassword()));
  }

  private static URI loopback(int port) {
    return URI.create("http://127.0.0.1:" + port);
  }
}
