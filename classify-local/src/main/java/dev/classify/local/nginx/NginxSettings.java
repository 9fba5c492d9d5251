package dev.classify.local.nginx;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The settings of the cluster of containers, with the addresses and folders of processes.
final class NginxSettings {

  /// All servers of an upstream; the policy of one of them is that of all.
  private static final Pattern SERVERS =
      Pattern.compile("(?m)(?:^( *)server classify-service-\\d+:\\d+([^;\\n]*;)\\n)+");

  /// For the nodes, and for people.
  private static final Pattern CALLS = Pattern.compile("(?m)^( *listen )9080;");

  private static final Pattern GATEWAY = Pattern.compile("(?m)^( *listen )9081;");
  private static final Pattern FOLDER =
      Pattern.compile("(?m)^( *(?:pid|include|\\w+_temp_path) )/tmp/([\\w.*-]+);");

  private NginxSettings() {}

  /// A line to replace that is missing means a broken build, not a broken machine.
  ///
  /// @param gateway port for people
  /// @param calls port for the nodes
  static String of(int gateway, int calls, List<Integer> workers, Path folder) throws IOException {
    String settings = original();
    settings =
        SERVERS
            .matcher(checked(SERVERS, settings))
            .replaceAll(
                servers ->
                    workers.stream()
                        .map(
                            worker ->
                                servers.group(1) + "server 127.0.0.1:" + worker + servers.group(2))
                        .collect(Collectors.joining("\n", "", "\n")));
    settings = listening(GATEWAY, gateway, settings);
    settings = listening(CALLS, calls, settings);
    String quoted = Matcher.quoteReplacement(folder.toString().replace("\"", "\\\""));
    return FOLDER.matcher(checked(FOLDER, settings)).replaceAll("$1\"" + quoted + "/$2\";");
  }

  private static String listening(Pattern place, int port, String settings) {
    return place.matcher(checked(place, settings)).replaceFirst("$1127.0.0.1:" + port + ";");
  }

  private static String checked(Pattern place, String settings) {
    if (!place.matcher(settings).find()) {
      throw new IllegalStateException("cluster/nginx.conf has nothing like " + place);
    }
    return settings;
  }

  private static String original() throws IOException {
    try (InputStream file = NginxSettings.class.getResourceAsStream("/cluster/nginx.conf")) {
      if (file == null) {
        throw new IllegalStateException("cluster/nginx.conf is missing in this build");
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
