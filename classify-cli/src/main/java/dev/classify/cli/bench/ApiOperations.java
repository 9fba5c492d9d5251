package dev.classify.cli.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The operations of the HTTP API, read from the description that a worker serves.
final class ApiOperations {

  /// A path of the file, or its method GET. The file is our own, so its indentation is known.
  private static final Pattern LINE = Pattern.compile("(?m)^(?:  (/\\S+):|    (get):)$");

  private ApiOperations() {}

  /// The paths that answer GET, in the order of the file, such as `/api/v1/jobs/{jobId}`.
  ///
  /// @param description openapi.yaml
  static List<String> gets(String description) {
    List<String> paths = new ArrayList<>();
    String path = "";
    Matcher lines = LINE.matcher(description);
    while (lines.find()) {
      if (lines.group(1) != null) {
        path = lines.group(1);
      } else {
        paths.add(path);
      }
    }
    return paths;
  }
}
