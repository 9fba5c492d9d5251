package dev.classify.web.http;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads the query of a request, and reports everything that is wrong in it together.
public final class Parameters {

  /// Longer than the id of any indicator.
  private static final int CHARACTERS_MAX = 1_024;

  /// What is said of a place that no page has named.
  public static final String WRONG_PLACE =
      "after must be the `next` of an earlier page of the same list";

  private final Map<String, List<String>> query;
  private final Set<String> read = new HashSet<>();
  private final List<String> errors = new ArrayList<>();

  Parameters(Map<String, List<String>> query) {
    this.query = query;
  }

  /// The text of a parameter; null if it is missing or empty.
  public @Nullable String text(String name) {
    read.add(name);
    List<String> values = query.getOrDefault(name, List.of());
    if (values.size() > 1) {
      errors.add(name + " is given more than once");
    }
    if (values.isEmpty() || values.getFirst().isEmpty()) {
      return null;
    }
    String value = values.getFirst();
    if (value.length() > CHARACTERS_MAX || value.indexOf('\0') >= 0) {
      errors.add(name + " is longer than " + CHARACTERS_MAX + " characters, or no text");
      return null;
    }
    return value;
  }

  /// All values of a parameter that may be given several times.
  ///
  /// @param valuesMax how many there may be
  public List<String> texts(String name, int valuesMax) {
    read.add(name);
    List<String> values = query.getOrDefault(name, List.of());
    if (values.size() > valuesMax) {
      errors.add("%s is given more than %d times".formatted(name, valuesMax));
    }
    if (values.stream()
        .anyMatch(value -> value.length() > CHARACTERS_MAX || value.indexOf('\0') >= 0)) {
      errors.add(name + " is longer than " + CHARACTERS_MAX + " characters, or no text");
    }
    return values;
  }

  /// One of some words; null if it is missing.
  public @Nullable String word(String name, List<String> allowed) {
    String value = text(name);
    if (value != null && !allowed.contains(value)) {
      errors.add("%s must be one of %s".formatted(name, String.join(", ", allowed)));
      return null;
    }
    return value;
  }

  /// A number from 0 to 1; null if it is missing.
  public @Nullable Double share(String name) {
    return decimal(name, 0, 1);
  }

  /// A number, which may have a fraction; null if it is missing.
  public @Nullable Double decimal(String name, int min, int max) {
    String value = text(name);
    if (value == null) {
      return null;
    }
    try {
      double number = new BigDecimal(value).doubleValue();
      if (number >= min && number <= max) {
        return number;
      }
    } catch (NumberFormatException _) {
      // Reported below.
    }
    errors.add("%s must be a number from %d to %d".formatted(name, min, max));
    return null;
  }

  /// A whole number.
  public int number(String name, int min, int max, int ifMissing) {
    String value = text(name);
    if (value == null) {
      return ifMissing;
    }
    try {
      int number = Integer.parseInt(value);
      if (number >= min && number <= max) {
        return number;
      }
    } catch (NumberFormatException _) {
      // Reported below.
    }
    errors.add("%s must be a whole number from %d to %d".formatted(name, min, max));
    return ifMissing;
  }

  /// `true` or `false`; empty if it is missing.
  public Optional<Boolean> flag(String name) {
    return Optional.ofNullable(word(name, List.of("true", "false"))).map(Boolean::valueOf);
  }

  /// How many rows of a list are wanted: the parameter `limit`, 1 to [Page#ROWS_MAX].
  public int limit() {
    return number("limit", 1, Page.ROWS_MAX, Page.ROWS);
  }

  /// Where a list continues: the parameter `after`; null at its beginning.
  public @Nullable Cursor after(int keys) {
    String value = text("after");
    if (value == null) {
      return null;
    }
    Optional<Cursor> cursor = Cursor.read(value, keys);
    if (cursor.isEmpty()) {
      errors.add(WRONG_PLACE);
    }
    return cursor.orElse(null);
  }

  /// A time and an id.
  public record TimedPlace(Instant time, String id) {}

  /// Where a list in the order of time continues: the parameter `after`; empty at its beginning.
  public Optional<TimedPlace> timedAfter() {
    Cursor after = after(2);
    try {
      return Optional.ofNullable(after)
          .map(cursor -> new TimedPlace(Instant.parse(cursor.key(0)), cursor.key(1)));
    } catch (DateTimeException _) {
      errors.add(WRONG_PLACE);
      return Optional.empty();
    }
  }

  /// A time in ISO 8601; null if it is missing.
  public @Nullable Instant time(String name) {
    String value = text(name);
    try {
      return value == null ? null : OffsetDateTime.parse(value).toInstant();
    } catch (DateTimeException _) {
      errors.add(name + " must be a time such as 2026-11-28T21:00:00Z");
      return null;
    }
  }

  /// Reports a problem that the caller has found in a parameter.
  public void wrong(String error) {
    errors.add(error);
  }

  /// To be called when all parameters are read.
  ///
  /// @throws Problem 400 that names every wrong or unknown parameter
  public void check() {
    query.keySet().stream()
        .filter(name -> !read.contains(name))
        .sorted()
        .map(name -> "there is no parameter " + name)
        .forEach(errors::add);
    if (!errors.isEmpty()) {
      throw Problem.badRequest(errors);
    }
  }
}
