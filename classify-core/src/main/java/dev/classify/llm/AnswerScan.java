package dev.classify.llm;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Finds the entries of the answers in the content of a message, whatever stands around them.
///
/// Whole objects of the form asked for come first. Only if there is none does anything else count:
/// the beginning of one, a bare array, single objects.
final class AnswerScan {

  /// One entry.
  ///
  /// @param from the position of its first character
  /// @param to the position behind its last character
  /// @param key under which it stands where that is a number; null elsewhere
  /// @param value the number of the JSON value that holds it
  record Entry(int from, int to, @Nullable String key, int value, Set<Leniency> leniencies) {}

  /// The end of the reasoning that some models write into their answer. Drafts before it do not
  /// count.
  private static final Pattern THOUGHT_END =
      Pattern.compile(
          "</(think|thinking|thought|reasoning|reflection)>|<\\|channel\\|>final<\\|message\\|>");

  private static final Pattern THOUGHT_BEGIN =
      Pattern.compile(
          "\\s*<(think|thinking|thought|reasoning|reflection)>|\\s*<\\|channel\\|>analysis");

  private static final Pattern BRACKET = Pattern.compile("[\\[{]");

  /// Each failed try reads up to the end of the content.
  private static final int FAILURES_MAX = 64;

  private final String content;
  private final int begin;
  private final List<JsonValue> values = new ArrayList<>();

  private AnswerScan(String content, int begin) {
    this.content = content;
    this.begin = begin;
  }

  /// The entries in their order; empty if nothing in the content is an answer.
  static Optional<List<Entry>> entries(String content) {
    int thought = -1;
    Matcher end = THOUGHT_END.matcher(content);
    while (end.find()) {
      thought = end.end();
    }
    if (thought < 0 && THOUGHT_BEGIN.matcher(content).lookingAt()) {
      // Cut off while it thought: what looks like an answer is a draft.
      return Optional.empty();
    }
    Optional<List<Entry>> found = new AnswerScan(content, Math.max(0, thought)).scan();
    return found.isEmpty() && thought > 0 ? new AnswerScan(content, 0).scan() : found;
  }

  private Optional<List<Entry>> scan() {
    int failures = 0;
    Matcher bracket = BRACKET.matcher(content);
    int at = begin;
    while (failures < FAILURES_MAX && bracket.find(at)) {
      JsonValue value = JsonValue.read(content, bracket.start());
      if (value.isAnswer()) {
        values.add(value);
      }
      if (value.whole()) {
        at = value.to();
      } else {
        failures++;
        at = bracket.start() + 1;
      }
    }
    if (values.isEmpty()) {
      return Optional.empty();
    }
    List<JsonValue> right =
        values.stream()
            .filter(value -> value.whole() && value.asAsked() && !value.entries().isEmpty())
            .toList();
    return Optional.of(entriesOf(right.isEmpty() ? values : right));
  }

  private List<Entry> entriesOf(List<JsonValue> chosen) {
    List<Entry> entries = new ArrayList<>();
    // The entries of an unfinished value are found again as values of their own.
    Set<Integer> begun = new HashSet<>();
    for (JsonValue value : chosen) {
      Set<Leniency> leniencies = EnumSet.noneOf(Leniency.class);
      if (!value.asAsked()) {
        leniencies.add(Leniency.OTHER_FORM);
      }
      if (value.whole() && !isBlankAround(value)) {
        leniencies.add(values.size() > 1 ? Leniency.SEVERAL_VALUES : Leniency.TEXT_AROUND);
      }
      for (JsonValue.Part part : value.entries()) {
        if (begun.add(part.from())) {
          entries.add(
              new Entry(
                  part.from(),
                  part.to(),
                  part.key(),
                  values.indexOf(value),
                  Collections.unmodifiableSet(leniencies)));
        }
      }
    }
    return List.copyOf(entries);
  }

  private boolean isBlankAround(JsonValue value) {
    return content.substring(begin, value.from()).isBlank()
        && content.substring(value.to()).isBlank();
  }
}
