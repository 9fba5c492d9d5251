package dev.classify.simulator.answer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.classify.simulator.request.Endpoint;
import java.util.ArrayList;
import java.util.List;

/// An answer in the form of its endpoint.
public interface AnswerWriter {

  /// Characters in a piece of a stream: about what a few tokens have.
  int PIECE_CHARACTERS = 24;

  /// The answer in one body.
  ObjectNode whole(AnswerMetadata head, Completion completion);

  /// The answer as server-sent events, each with its blank line.
  List<String> events(AnswerMetadata head, Completion completion);

  static AnswerWriter of(Endpoint endpoint) {
    return switch (endpoint) {
      case CHAT -> new ChatWriter();
      case RESPONSES -> new ResponsesWriter();
    };
  }

  /// A text in pieces; no piece ends within a character.
  static List<String> pieces(String text) {
    List<String> pieces = new ArrayList<>();
    int begin = 0;
    while (begin < text.length()) {
      int end = Math.min(text.length(), begin + PIECE_CHARACTERS);
      if (end < text.length() && Character.isHighSurrogate(text.charAt(end - 1))) {
        end++;
      }
      pieces.add(text.substring(begin, end));
      begin = end;
    }
    return pieces;
  }
}
