package dev.classify.simulator.batch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// A valid input file.
///
/// @param lines in the order of the file
/// @param promptTokens of all lines, which count against the limit of queued tokens
@SuppressWarnings("ArrayRecordComponent") // Files have up to 200 MB, so nothing copies them.
record BatchInput(byte[] content, String model, List<Line> lines, long promptTokens) {

  private static final JsonMapper JSON = new JsonMapper();

  BatchInput {
    lines = List.copyOf(lines);
  }

  /// One request, as a part of the content: copies of the lines would double the memory.
  ///
  /// @param end after its last byte
  record Line(String customId, int start, int end) {}

  /// The request of a line, as JSON.
  String body(Line line) {
    int length = line.end() - line.start();
    String text = new String(content, line.start(), length, StandardCharsets.UTF_8);
    try {
      return JSON.readTree(text).path("body").toString();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the check let through a line that is no JSON", e);
    }
  }
}
