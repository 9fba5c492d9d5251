package dev.classify.cli.bench;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/// A call that a person or their program makes.
///
/// @param operation path of the operation, such as `/api/v1/jobs/{jobId}`
/// @param address path with its query
public record ApiCall(String operation, String address) {

  /// Exports, of which a worker carries out one at a time.
  boolean alone() {
    return operation.matches(".*\\.(csv|jsonl?|parquet)");
  }

  /// Events, which never end: their first bytes are the answer.
  boolean endless() {
    return operation.equals("/api/v1/events");
  }

  /// The place in a list after the row with these keys, as the API writes it.
  static String place(String... keys) {
    String json =
        List.of(keys).stream()
            .map(key -> '"' + key + '"')
            .collect(Collectors.joining(",", "[", "]"));
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
