package dev.classify.web.http;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A part of a list.
///
/// @param items rows of the list
/// @param next the parameter `after` of the next page; null on the last page
public record Page<T>(List<T> items, @Nullable String next) {

  /// Rows of a page, if the request does not say how many.
  public static final int ROWS = 50;

  /// A page of more rows takes too long, and too much memory.
  public static final int ROWS_MAX = 500;

  public Page {
    items = List.copyOf(items);
  }

  /// A page of what was read.
  ///
  /// @param rows one more than fits on the page if there is a next one
  /// @param cursor where a page ends that ends with this row
  public static <T> Page<T> of(List<T> rows, int limit, Function<T, Cursor> cursor) {
    if (rows.size() <= limit) {
      return new Page<>(rows, null);
    }
    List<T> shown = rows.subList(0, limit);
    return new Page<>(shown, cursor.apply(shown.getLast()).toString());
  }

  /// The same page of other objects.
  public <R> Page<R> map(Function<T, R> change) {
    return new Page<>(items.stream().map(change).toList(), next);
  }
}
