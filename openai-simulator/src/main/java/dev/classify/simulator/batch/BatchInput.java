package dev.classify.simulator.batch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.classify.simulator.files.FileContent;
import java.util.List;

/// A valid input file.
///
/// @param lines in the order of the file
/// @param promptTokens of all lines, which count against the limit of queued tokens
record BatchInput(FileContent content, String model, List<Line> lines, long promptTokens) {

  private static final JsonMapper JSON = new JsonMapper();

  BatchInput {
    lines = List.copyOf(lines);
  }

  /// One request, as a part of the content: copies of the lines would double the memory.
  ///
  /// @param end after its last byte
  record Line(String customId, long start, long end) {}

  /// The request of a line, as JSON.
  String body(Line line) {
    String text = content.text(line.start(), line.end());
    try {
      return JSON.readTree(text).path("body").toString();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the check let through a line that is no JSON", e);
    }
  }
}
