package dev.classify.store.projections;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;

/// A table of sums by key: adds the rows of a batch up in memory, and writes them with one
/// statement.
///
/// @param name of the table, which also has the columns `build` and `slot`
/// @param keys columns of the key with their types, such as `minute timestamptz`
/// @param sums columns that are added to, with their types
record CountTable(String name, List<String> keys, List<String> sums) {

  /// In the order of their keys.
  private static final Comparator<List<String>> BY_KEY =
      (one, other) -> Arrays.compare(one.toArray(String[]::new), other.toArray(String[]::new));

  CountTable {
    keys = List.copyOf(keys);
    sums = List.copyOf(sums);
  }

  /// What a batch adds.
  final class Additions {

    private final TreeMap<List<String>, BigDecimal[]> rows = new TreeMap<>(BY_KEY);

    /// Adds to one of the sums.
    void add(List<String> key, int sum, long number) {
      add(key, sum, BigDecimal.valueOf(number));
    }

    /// Adds to one of the sums.
    void add(List<String> key, int sum, BigDecimal number) {
      BigDecimal[] row = rows.computeIfAbsent(key, _ -> zeros());
      row[sum] = row[sum].add(number);
    }

    private BigDecimal[] zeros() {
      BigDecimal[] row = new BigDecimal[sums.size()];
      Arrays.fill(row, BigDecimal.ZERO);
      return row;
    }

    void write(Handle handle, EventBatch batch) {
      rows.values().removeIf(row -> Arrays.stream(row).allMatch(sum -> sum.signum() == 0));
      if (rows.isEmpty()) {
        return;
      }
      Update update =
          handle.createUpdate(upsert()).bind("build", batch.build()).bind("slot", batch.slot());
      for (int i = 0; i < keys.size(); i++) {
        int key = i;
        update.bindArray(
            "k" + i, String.class, rows.keySet().stream().map(row -> row.get(key)).toList());
      }
      for (int i = 0; i < sums.size(); i++) {
        int sum = i;
        update.bindArray(
            "s" + i,
            String.class,
            rows.values().stream().map(row -> row[sum].toPlainString()).toList());
      }
      update.execute();
    }
  }

  Additions additions() {
    return new Additions();
  }

  private String upsert() {
    List<String> columns = new ArrayList<>(List.of("build", "slot"));
    keys.forEach(key -> columns.add(column(key)));
    String key = String.join(", ", columns);
    sums.forEach(sum -> columns.add(column(sum)));
    return """
    insert into %1$s (%2$s)
    select :build, :slot, %3$s, %4$s from unnest(%5$s) as r(%6$s)
    on conflict (%7$s) do update set %8$s
    """
        .formatted(
            name,
            String.join(", ", columns),
            each(keys, (i, type) -> "k" + i + "::" + type),
            each(sums, (i, type) -> "s" + i + "::" + type),
            each(keys, (i, _) -> ":k" + i) + ", " + each(sums, (i, _) -> ":s" + i),
            each(keys, (i, _) -> "k" + i) + ", " + each(sums, (i, _) -> "s" + i),
            key,
            sums.stream()
                .map(CountTable::column)
                .map(sum -> "%1$s = %2$s.%1$s + excluded.%1$s".formatted(sum, name))
                .collect(Collectors.joining(", ")));
  }

  private interface Part {
    String of(int position, String type);
  }

  private static String each(List<String> columns, Part part) {
    return IntStream.range(0, columns.size())
        .mapToObj(i -> part.of(i, type(columns.get(i))))
        .collect(Collectors.joining(", "));
  }

  private static String column(String typed) {
    return typed.substring(0, typed.indexOf(' '));
  }

  private static String type(String typed) {
    return typed.substring(typed.indexOf(' ') + 1);
  }
}
