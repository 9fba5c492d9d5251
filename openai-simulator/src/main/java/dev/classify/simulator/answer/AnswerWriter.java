package dev.classify.simulator.answer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.classify.simulator.request.Endpoint;
import java.util.ArrayList;
import java.util.List;

/// Writes an answer in the format of its endpoint.
public interface AnswerWriter {

  /// Characters in a piece of a stream, about the length of a few tokens.
  int PIECE_CHARACTERS = 24;

  /// The answer as one body.
  ObjectNode whole(AnswerMetadata head, Completion completion);

  /// The answer as server-sent events, each including its blank line.
  List<String> events(AnswerMetadata head, Completion completion);

  static AnswerWriter of(Endpoint endpoint) {
    return switch (endpoint) {
      case CHAT -> new ChatWriter();
      case RESPONSES -> new ResponsesWriter();
    };
  }

  /// Splits a text into pieces, never within a character.
  static List<String> pieces(String text) {
    List<String> pieces = new ArrayList<>();
    int start = 0;
    while (start < text.length()) {
      int end = Math.min(text.length(), start + PIECE_CHARACTERS);
      if (end < text.length() && Character.isHighSurrogate(text.charAt(end - 1))) {
        end++;
      }
      pieces.add(text.substring(start, end));
      start = end;
    }
    return pieces;
  }
}
