package dev.classify.dist;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What answers in a cluster of containers, from outside and from inside each of its networks: as
/// docs/cluster.md says, and as it is.
record ClusterDoors(ScratchCluster cluster) {

  /// A row of the table of parts: name, ports, networks.
  private static final Pattern PART =
      Pattern.compile(
          "(?m)^\\| ([a-z][a-z-]*(?:-1 … [a-z-]+-(\\d))?) \\| ([^|]*\\b\\d{4}\\b[^|]*) \\| (`[^|]*)"
              + " \\|$");

  /// A row of the table of published ports.
  private static final Pattern PUBLISHED =
      Pattern.compile("(?m)^\\| [^|]+ \\| (\\d{4,5}(?:, \\d{4,5})*) \\|$");

  private static final Pattern NUMBER = Pattern.compile("\\b\\d{4,5}\\b");
  private static final Pattern NETWORK = Pattern.compile("`(\\w+)`");

  /// It runs in a profile of its own.
  private static final String LEFT_OUT = "simulator";

  /// Those of the simulator, of Grafana, and of docker-compose.tls.yml.
  private static final Set<String> LEFT_OUT_PORTS = Set.of("8088", "3000", "9443");

  /// In each network, what answers there as `part:port`.
  static Map<String, Set<String>> documented() {
    Map<String, Set<String>> answers = new TreeMap<>();
    PART.matcher(page())
        .results()
        .filter(row -> !row.group(1).equals(LEFT_OUT))
        .forEach(
            row ->
                matches(NETWORK, row.group(4))
                    .forEach(
                        network ->
                            answers
                                .computeIfAbsent(network.group(1), _ -> new TreeSet<>())
                                .addAll(doors(row))));
    return answers;
  }

  private static Set<String> doors(MatchResult row) {
    return names(row)
        .flatMap(name -> matches(NUMBER, row.group(3)).map(port -> name + ":" + port.group()))
        .collect(Collectors.toSet());
  }

  private static Stream<String> names(MatchResult row) {
    if (row.group(2) == null) {
      return Stream.of(row.group(1));
    }
    String stem = row.group(1).replaceAll("1 ….*", "");
    return IntStream.rangeClosed(1, Integer.parseInt(row.group(2))).mapToObj(n -> stem + n);
  }

  /// The ports on the machine.
  static Set<String> documentedOutside() {
    return matches(PUBLISHED, page())
        .flatMap(row -> matches(NUMBER, row.group(1)))
        .map(MatchResult::group)
        .filter(port -> !LEFT_OUT_PORTS.contains(port))
        .collect(Collectors.toSet());
  }

  private static String page() {
    return Checkout.read(Checkout.TOP.resolve("docs/cluster.md"));
  }

  private static Stream<MatchResult> matches(Pattern pattern, String text) {
    return pattern.matcher(text).results();
  }

  /// The ports that Docker publishes for the cluster.
  Set<String> published() throws IOException, InterruptedException {
    String address = Pattern.quote(cluster.address());
    return matches(Pattern.compile("(\\S+):(\\d+)->"), containers("ps", "--format", "{{.Ports}}"))
        .peek(
            port -> {
              if (!port.group(1).matches(address)) {
                throw new AssertionError("published on another address: " + port.group());
              }
            })
        .map(port -> port.group(2))
        .collect(Collectors.toSet());
  }

  /// What a container in this network alone reaches, as `part:port`.
  Set<String> reachedFrom(String network) throws IOException, InterruptedException {
    Set<String> doors =
        documented().values().stream().flatMap(Set::stream).collect(Collectors.toSet());
    StringBuilder script =
        new StringBuilder(
            "try() { timeout 1 bash -c \"exec 3<>/dev/tcp/$2/$3\" 2> /dev/null && echo $1:$3; }\n");
    for (String line : addresses()) {
      List<String> words = List.of(line.strip().split("\\s+"));
      for (String address : words.subList(1, words.size())) {
        doors.stream()
            .filter(door -> door.startsWith(words.getFirst() + ":"))
            .map(door -> door.substring(door.indexOf(':') + 1))
            .forEach(
                port ->
                    script.append("try %s %s %s &\n".formatted(words.getFirst(), address, port)));
      }
    }
    script.append("wait");
    return inside(network, script.toString())
        .lines()
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /// The first line of the answer to a call that nobody has signed.
  String unsignedCall(String network, String host, String request)
      throws IOException, InterruptedException {
    return inside(
        network,
        """
        exec 3<>/dev/tcp/%s/9080
        printf '%s HTTP/1.1\\r\\nhost: x\\r\\ncontent-length: 0\\r\\nconnection: close\\r\\n\\r\\n' >&3
        head -n 1 <&3
        """
            .formatted(host, request));
  }

  /// The first line of the answer to a query that a page has sent to a port on the machine.
  String pageCall(int port, String host, String origin) throws IOException {
    String query = "{\"query\":\"select 1\"}";
    String request =
        """
        POST /query HTTP/1.1
        host: %s
        origin: %s
        content-type: application/json
        content-length: %d
        connection: close

        %s\
        """
            .formatted(host, origin, query.length(), query);
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(cluster.address(), port));
      socket
          .getOutputStream()
          .write(request.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .findFirst()
          .orElse("");
    }
  }

  private String inside(String network, String script) throws IOException, InterruptedException {
    return cluster
        .docker()
        .must(
            "run",
            "--rm",
            "--network",
            cluster.project() + "_" + network,
            "--entrypoint",
            "bash",
            Docker.IMAGE,
            "-c",
            script);
  }

  /// A line for each container: its part and its addresses.
  private List<String> addresses() throws IOException, InterruptedException {
    String[] ids = containers("ps", "-q").lines().toArray(String[]::new);
    String format =
        "{{index .Config.Labels \"com.docker.compose.service\"}}"
            + "{{range .NetworkSettings.Networks}} {{.IPAddress}}{{end}}";
    return cluster
        .docker()
        .must(BuiltProgram.words("inspect", BuiltProgram.words("--format", words(format, ids))))
        .lines()
        .toList();
  }

  private static String[] words(String first, String... others) {
    return BuiltProgram.words(first, others);
  }

  private String containers(String... arguments) throws IOException, InterruptedException {
    return cluster
        .docker()
        .must(
            Stream.concat(
                    Stream.of(arguments),
                    Stream.of(
                        "--filter",
                        "label=com.docker.compose.project=" + cluster.project(),
                        "--filter",
                        "label=com.docker.compose.oneoff=False"))
                .toArray(String[]::new));
  }
}
