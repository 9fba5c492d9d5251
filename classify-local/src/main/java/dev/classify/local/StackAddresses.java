package dev.classify.local;

import dev.classify.local.restate.RestatePorts;
import java.net.URI;
import java.util.List;

/// Where the parts of a running stack are reached.
///
/// @param ingresses where batches are handed over, one for each node
/// @param admins Restate's admin API, in the same order
/// @param gateway serves `/classify-api/health`: the only worker, or the balancer of several
/// @param worker where the nodes call the only worker, or the balancer of several
public record StackAddresses(
    List<URI> ingresses, List<URI> admins, URI gateway, URI worker, Database database) {

  public StackAddresses {
    ingresses = List.copyOf(ingresses);
    admins = List.copyOf(admins);
  }

  /// The way into the database, for one role.
  ///
  /// @param url for JDBC
  public record Database(String url, String user, String password) {

    @Override
    public String toString() {
      return user + " at " + url;
    }
  }

  static StackAddresses of(StackFile file) {
    List<RestatePorts> nodes =
        file.topology().nodeNames().stream().map(file::restatePorts).toList();
    return new StackAddresses(
        nodes.stream().map(node -> loopback(node.ingress())).toList(),
        nodes.stream().map(node -> loopback(node.admin())).toList(),
        loopback(file.port(file.topology().workers() == 1 ? StackFile.WORKER : StackFile.GATEWAY)),
        loopback(file.port(StackFile.WORKER)),
        new Database(url(file), "classify", file.databasePassword()));
  }

  /// The way into the database for the owner of its tables.
  static Database databaseOwner(StackFile file) {
    return new Database(url(file), "classify_owner", file.ownerPassword());
  }

  private static String url(StackFile file) {
    return "jdbc:postgresql://127.0.0.1:" + file.port(StackFile.POSTGRES) + "/classify";
  }

  private static URI loopback(int port) {
    return URI.create("http://127.0.0.1:" + port);
  }
}
