package dev.classify.local.restate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A Restate server's settings as `section.key` with the value in one spelling.
final class RestateSettings {

  private static final Pattern SECTION = Pattern.compile("\\[([^\\[\\]]+)]");
  private static final Pattern SETTING = Pattern.compile("([a-z0-9_-]+) = (.+)");

  private RestateSettings() {}

  /// What the server says it would run with.
  static Map<String, String> dump(Path server, Path file, Map<String, String> environment)
      throws Exception {
    ProcessBuilder command =
        new ProcessBuilder(server.toString(), "--config-file", file.toString(), "--dump-config");
    command.environment().putAll(environment);
    Process process = command.start();
    Map<String, String> dump = of(process.inputReader().readAllAsString());
    assertThat(process.waitFor()).isZero();
    return dump;
  }

  /// What a settings file says: sizes without `.0`, lists without blanks.
  static Map<String, String> of(String toml) {
    Map<String, String> settings = new HashMap<>();
    String section = "";
    String joined = toml.replaceAll("\\[\n\\s+", "[").replaceAll(",\n\\s*(?=[\"\\]])", ",");
    for (String line : joined.lines().toList()) {
      Matcher header = SECTION.matcher(line);
      Matcher setting = SETTING.matcher(line);
      if (header.matches()) {
        section = header.group(1) + ".";
      } else if (setting.matches()) {
        settings.put(section + setting.group(1), oneSpelling(setting.group(2)));
      }
    }
    return settings;
  }

  private static String oneSpelling(String value) {
    return value.replace(".0 MiB", " MiB").replace(", ", ",").replace(",]", "]");
  }
}
