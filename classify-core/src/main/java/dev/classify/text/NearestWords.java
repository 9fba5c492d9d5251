package dev.classify.text;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// Puts words in the order in which a mistyped one may mean them.
public final class NearestWords {

  /// Longer words are compared by their beginning, so that no input makes this slow.
  private static final int CHARACTERS_MAX = 100;

  private record Candidate(String word, int edits) {}

  private NearestWords() {}

  /// The words, the most similar one first; equally similar ones keep their order.
  public static List<String> sorted(String typed, List<String> words) {
    String wanted = plain(typed);
    return words.stream()
        .map(word -> new Candidate(word, edits(wanted, plain(word))))
        .sorted(Comparator.comparingInt(Candidate::edits))
        .map(Candidate::word)
        .toList();
  }

  private static String plain(String word) {
    String cut = word.length() <= CHARACTERS_MAX ? word : word.substring(0, CHARACTERS_MAX);
    return cut.toLowerCase(Locale.ROOT).replaceAll("[\\s_-]", "");
  }

  /// The characters to insert, delete or replace (Levenshtein).
  private static int edits(String from, String to) {
    int[] before = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      before[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int[] now = new int[to.length() + 1];
      now[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int replaced = before[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        now[j] = Math.min(replaced, Math.min(before[j], now[j - 1]) + 1);
      }
      before = now;
    }
    return before[to.length()];
  }
}
