package dev.classify.model;

import dev.classify.exit.CommandFailure;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The cells of one line of a file of models. An empty cell says nothing, `-` says that there is
/// nothing.
///
/// @param number of the line
record ModelLine(String file, int number, Map<String, String> cells) {

  private static final String NOTHING = "-";

  ModelLine {
    cells = Map.copyOf(cells);
  }

  /// The text of a cell, possibly empty.
  String text(String column) {
    return cells.getOrDefault(column, "");
  }

  /// Whether a cell has a value.
  boolean has(String column) {
    String text = text(column);
    return !text.isEmpty() && !text.equals(NOTHING);
  }

  /// The value of a cell that has none of its own; null where the cell says that there is none.
  ///
  /// @param otherwise the value where it says nothing
  <T> @Nullable T unlessNothing(String column, @Nullable T otherwise) {
    return text(column).equals(NOTHING) ? null : otherwise;
  }

  List<String> words(String column) {
    List<String> words = List.of(text(column).split(" +"));
    require(
        words.stream().allMatch(word -> word.matches("[a-z]+")),
        column,
        "is no list of words",
        "write words such as: none low medium high");
    return words;
  }

  Optional<Boolean> flag(String column) {
    require(
        List.of("", "yes", "no").contains(text(column)), column, "is unknown", "write yes or no");
    return has(column) ? Optional.of(text(column).equals("yes")) : Optional.empty();
  }

  Optional<Permission> permission(String column) {
    if (text(column).isEmpty()) {
      return Optional.empty();
    }
    Optional<Permission> found =
        Arrays.stream(Permission.values())
            .filter(permission -> permission.token().equals(text(column)))
            .findFirst();
    require(
        found.isPresent(),
        column,
        "is unknown",
        "write "
            + Arrays.stream(Permission.values())
                .map(Permission::token)
                .collect(Collectors.joining(" or ")));
    return found;
  }

  Optional<LocalDate> day(String column) {
    if (!has(column)) {
      return Optional.empty();
    }
    try {
      return Optional.of(LocalDate.parse(text(column)));
    } catch (DateTimeException e) {
      throw fault(column, "is no day", "write it as 2027-01-14");
    }
  }

  Optional<Integer> number(String column) {
    if (!has(column)) {
      return Optional.empty();
    }
    require(text(column).matches("[1-9]\\d{0,8}"), column, "is no number", "write it as 1050000");
    return Optional.of(Integer.valueOf(text(column)));
  }

  /// US dollars for a million tokens.
  BigDecimal dollars(String column) {
    require(
        text(column).matches("\\d{1,6}(\\.\\d{1,6})?"),
        column,
        "is no price",
        "write US dollars for a million tokens, such as 0.125");
    return new BigDecimal(text(column));
  }

  /// A multiple of the price.
  BigDecimal factor(String column) {
    require(
        text(column).matches("\\d{1,3}(\\.\\d{1,6})?"),
        column,
        "is no multiple of the price",
        "write a number such as 0.5 for half the price");
    return new BigDecimal(text(column));
  }

  void require(boolean met, String column, String problem, String fix) {
    if (!met) {
      throw fault(column, problem, fix);
    }
  }

  CommandFailure fault(String column, String problem, String fix) {
    return CommandFailure.usage(
        "%s:%d: column %s '%s' %s".formatted(file, number, column, text(column), problem), fix);
  }
}
