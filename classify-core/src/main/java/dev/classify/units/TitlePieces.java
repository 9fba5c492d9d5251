package dev.classify.units;

import dev.classify.text.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The parts of a title that may hold a unit.
final class TitlePieces {

  private static final Set<String> OPENING = Set.of("(", "[", "（");
  private static final Set<String> CLOSING = Set.of(")", "]", "）");
  private static final Set<String> CUTS = Set.of(",", ";", ":", "-", "–", "—", "|");

  private static final Set<String> ENDS = Set.of(".", ",", ";", ":", "(", ")", "and", "for");

  private TitlePieces() {}

  /// The content of every pair of brackets, including nested ones.
  static List<List<Token>> brackets(List<Token> tokens) {
    List<List<Token>> found = new ArrayList<>();
    List<Integer> open = new ArrayList<>();
    for (int i = 0; i < tokens.size(); i++) {
      if (OPENING.contains(tokens.get(i).folded())) {
        open.add(i);
      } else if (CLOSING.contains(tokens.get(i).folded()) && !open.isEmpty()) {
        int start = open.removeLast() + 1;
        if (start < i) {
          found.add(tokens.subList(start, i));
        }
      }
    }
    return found;
  }

  /// The text outside brackets, cut at punctuation and at `in`.
  static List<List<Token>> segments(List<Token> tokens) {
    List<List<Token>> segments = new ArrayList<>();
    List<Token> current = new ArrayList<>();
    int depth = 0;
    for (Token token : tokens) {
      if (OPENING.contains(token.folded())) {
        depth++;
      } else if (CLOSING.contains(token.folded())) {
        depth = Math.max(0, depth - 1);
      } else if (depth == 0 && (CUTS.contains(token.folded()) || token.is("in"))) {
        segments.add(current);
        current = new ArrayList<>();
      } else if (depth == 0) {
        current.add(token);
      }
    }
    segments.add(current);
    segments.removeIf(List::isEmpty);
    return segments;
  }

  /// What follows each `in`, up to the next punctuation.
  static List<List<Token>> statements(List<Token> tokens) {
    List<List<Token>> statements = new ArrayList<>();
    for (int i = 0; i < tokens.size(); i++) {
      if (tokens.get(i).is("in")) {
        int end = i + 1;
        int last = Math.min(tokens.size(), end + TextPiece.TOKENS_MAX);
        while (end < last && !ENDS.contains(tokens.get(end).folded())) {
          end++;
        }
        statements.add(tokens.subList(i + 1, end));
      }
    }
    statements.removeIf(List::isEmpty);
    return statements;
  }
}
