package dev.classify.dist;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Compares versions by their numbers, so that `4.1.125.Final` is 4.1.125 and `1.30.7-alpine`
/// 1.30.7. A version before a release, such as `2.0-rc1`, comes before it.
final class VersionOrder implements Comparator<String> {

  private static final Pattern TOKEN = Pattern.compile("\\d+|[a-z]+");
  private static final Pattern BEFORE_RELEASE =
      Pattern.compile("alpha|beta|cr|ea|m|milestone|pre|preview|rc|snapshot");

  @Override
  public int compare(String left, String right) {
    List<Integer> lefts = numbers(left);
    List<Integer> rights = numbers(right);
    for (int i = 0; i < Math.max(lefts.size(), rights.size()); i++) {
      int order = Integer.compare(at(lefts, i), at(rights, i));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private static int at(List<Integer> numbers, int index) {
    return index < numbers.size() ? numbers.get(index) : 0;
  }

  /// The numbers up to the first word; -1 stands for a word that precedes a release.
  private static List<Integer> numbers(String version) {
    List<Integer> numbers = new ArrayList<>();
    for (MatchResult token : TOKEN.matcher(version.toLowerCase(Locale.ROOT)).results().toList()) {
      String text = token.group();
      if (Character.isDigit(text.charAt(0))) {
        numbers.add(Integer.parseInt(text));
      } else {
        if (BEFORE_RELEASE.matcher(text).matches()) {
          numbers.add(-1);
        }
        break;
      }
    }
    return numbers;
  }
}
