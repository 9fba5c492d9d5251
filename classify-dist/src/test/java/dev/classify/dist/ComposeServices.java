package dev.classify.dist;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The services of the compose file as text, each with the text of the parts that it merges.
final class ComposeServices {

  private static final Pattern SERVICE =
      Pattern.compile("(?m)^  ([a-z][a-z0-9-]*):\\n((?:    .*\\n|\\n|  #.*\\n)+)");

  private static final Pattern SHARED =
      Pattern.compile("(?m)^x-[a-z-]+: &([a-z-]+)\\n((?:  .*\\n|\\n|#.*\\n)+)");

  private static final Pattern MERGED = Pattern.compile("<<: \\*([a-z-]+)");

  private ComposeServices() {}

  /// Text by the name of the service.
  static Map<String, String> of(String file) {
    Map<String, String> shared =
        SHARED
            .matcher(file)
            .results()
            .collect(Collectors.toMap(part -> part.group(1), part -> part.group(2)));
    String services =
        file.substring(file.indexOf("\nservices:\n"), file.indexOf("\nnetworks:\n") + 1);
    Map<String, String> whole = new LinkedHashMap<>();
    SERVICE
        .matcher(services)
        .results()
        .forEach(service -> whole.put(service.group(1), merged(service.group(2), shared)));
    return whole;
  }

  private static String merged(String text, Map<String, String> shared) {
    StringBuilder whole = new StringBuilder(text);
    Matcher merge = MERGED.matcher(text);
    while (merge.find()) {
      whole.append(merged(shared.getOrDefault(merge.group(1), ""), shared));
    }
    return whole.toString();
  }
}
