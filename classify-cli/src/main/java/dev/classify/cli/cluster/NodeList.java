package dev.classify.cli.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The nodes as `restatectl nodes list --extra` lists them.
final class NodeList {

  /// One node, in Restate's terms.
  ///
  /// @param number its number, without the N
  /// @param storage state of its log storage, such as read-write or data-loss
  /// @param status such as Alive; Unknown if it does not answer
  /// @param metadata its part in keeping the metadata, such as Member; empty where unknown
  record Node(String number, String name, String storage, String status, String metadata) {

    boolean well() {
      return alive() && metadata.equals("Member");
    }

    /// It works, though it may not keep a copy of the metadata yet.
    boolean alive() {
      return status.equals("Alive") && storage.equals("read-write");
    }

    boolean lostItsData() {
      return storage.equals("data-loss");
    }

    String words() {
      return name
          + " is "
          + (status.equals("Unknown") ? "down" : status)
          + ", its storage "
          + storage
          + (metadata.isEmpty() ? "" : ", its metadata server " + metadata);
    }
  }

  private NodeList() {}

  /// Columns start below their titles; a node that is down leaves cells empty.
  static List<Node> read(String table) {
    List<Node> nodes = new ArrayList<>();
    Optional<String> header =
        table.lines().filter(line -> line.contains("STORAGE-STATE")).findFirst();
    if (header.isPresent()) {
      table
          .lines()
          .filter(line -> line.matches("\\s*N\\d+\\s.*"))
          .map(line -> node(header.get(), line))
          .forEach(nodes::add);
    }
    return nodes;
  }

  private static Node node(String header, String line) {
    return new Node(
        cell(header, "NODE", line).substring(1),
        cell(header, "NAME", line),
        cell(header, "STORAGE-STATE", line),
        cell(header, "STATUS", line),
        cell(header, "META", line));
  }

  private static String cell(String header, String title, String line) {
    int begin = header.indexOf(" " + title + " ") + 1;
    int next = begin + title.length();
    while (next < header.length() && header.charAt(next) == ' ') {
      next++;
    }
    return line.substring(Math.min(begin, line.length()), Math.min(next, line.length())).strip();
  }
}
