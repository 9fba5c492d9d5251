package dev.classify.cli.cluster.render;

import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A file of the cluster while its numbers are being changed. What should be changed must be there;
/// if it is not, somebody has changed the file and not this program.
final class SizedText {

  private final String file;
  private String text;

  SizedText(String file, String text) {
    this.file = file;
    this.text = text;
  }

  /// Replaces a series, such as `restate-1, restate-2`, by a longer or shorter one.
  ///
  /// @param member by its number, which begins at 1
  SizedText series(String between, int from, int to, IntFunction<String> member) {
    return replace(joined(between, from, member), joined(between, to, member));
  }

  /// Replaces services that differ only in their number.
  ///
  /// @param first how the first one begins
  /// @param second how the second one begins
  /// @param member makes each out of the text of the first one
  SizedText blocks(String first, String second, int from, int to, NumberedText member) {
    int start = text.indexOf(first);
    int end = text.indexOf(second);
    if (start < 0 || end < start) {
      throw missing(start < 0 ? first : second);
    }
    String one = text.substring(start, end);
    return series("", from, to, number -> member.of(number, one));
  }

  /// A text with another number in it.
  @FunctionalInterface
  interface NumberedText {
    String of(int number, String first);
  }

  SizedText replace(String old, String with) {
    if (!text.contains(old)) {
      throw missing(old);
    }
    text = text.replace(old, with);
    return this;
  }

  private IllegalStateException missing(String old) {
    return new IllegalStateException(
        "%s has nothing like this, which `classify cluster render` has to change: %s"
            .formatted(file, old));
  }

  private static String joined(String between, int count, IntFunction<String> member) {
    return IntStream.rangeClosed(1, count).mapToObj(member).collect(Collectors.joining(between));
  }

  @Override
  public String toString() {
    return text;
  }
}
