package dev.classify.local.restate;

import dev.classify.access.KnownHosts;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The request line and headers of an HTTP/1.1 request, and whether a web page of somebody else may
/// have sent it.
///
/// @param lines the request line and the headers, without those that concern this connection only
record RequestHead(List<String> lines) {

  /// As the limit of NGINX for one header.
  private static final int BYTES_MAX = 8 * 1024;

  private static final String END = "\r\n\r\n";

  /// An address or `localhost`.
  private static final KnownHosts HOSTS = new KnownHosts(List.of());

  RequestHead {
    lines = List.copyOf(lines);
  }

  /// Reads up to the empty line and not a byte more.
  ///
  /// @throws IOException if the head is longer than 8 KiB, or ends too early
  static RequestHead read(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    int matched = 0;
    while (matched < END.length()) {
      int next = in.read();
      if (next < 0) {
        throw new EOFException("in the middle of a head");
      }
      if (head.size() == BYTES_MAX) {
        throw new IOException("a head of more than " + BYTES_MAX + " bytes");
      }
      head.write(next);
      if (next == END.charAt(matched)) {
        matched++;
      } else {
        matched = next == '\r' ? 1 : 0;
      }
    }
    List<String> lines = new ArrayList<>();
    head.toString(StandardCharsets.ISO_8859_1)
        .lines()
        .filter(line -> !line.isEmpty() && !concernsConnection(line))
        .forEach(lines::add);
    return new RequestHead(lines);
  }

  private static boolean concernsConnection(String line) {
    String header = line.toLowerCase(Locale.ROOT);
    return header.startsWith("connection:") || header.startsWith("keep-alive:");
  }

  /// A whole response that refuses the request; empty if it may pass.
  String refusal() {
    List<String> hosts = values("host");
    List<String> origins = values("origin");
    if (hosts.size() != 1 || !HOSTS.knows(hosts.getFirst())) {
      return response(
          "421 Misdirected Request",
          "this port answers only to an address or localhost",
          "use localhost or the address of this machine in place of the name");
    }
    if (origins.stream().anyMatch(origin -> !origin.equals("http://" + hosts.getFirst()))) {
      return response(
          "403 Forbidden",
          "this port refuses requests of web pages other than its own",
          "open http://" + hosts.getFirst() + "/ui");
    }
    return "";
  }

  private static String response(String status, String problem, String fix) {
    String body = "problem: " + problem + "; fix: " + fix + "\n";
    return "HTTP/1.1 %s\r\ncontent-type: text/plain\r\ncontent-length: %d\r\nconnection: close\r\n\r\n%s"
        .formatted(status, body.length(), body);
  }

  private List<String> values(String name) {
    return lines.stream()
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ":"))
        .map(line -> line.substring(name.length() + 1).strip())
        .toList();
  }

  /// What the server receives. It closes the connection after its response, so no second request
  /// follows the one that was looked at.
  byte[] forwarded() {
    return (String.join("\r\n", lines) + "\r\nconnection: close" + END)
        .getBytes(StandardCharsets.ISO_8859_1);
  }
}
