package dev.classify.store.projections;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;

/// A table of sums by key: adds the rows of a batch up in memory, and writes them with one
/// statement.
final class CountTable {

  /// Neighbours in the table's index are written one after the other.
  private static final Comparator<List<String>> BY_KEY =
      (one, other) -> {
        int order = 0;
        for (int i = 0; i < one.size() && order == 0; i++) {
          order = one.get(i).compareTo(other.get(i));
        }
        return order;
      };

  private final String name;
  private final int keys;
  private final int sums;
  private final String upsert;

  /// @param name of the table, which also has the columns `build` and `slot`
  /// @param keys columns of the key with their types, such as `minute timestamptz`
  /// @param sums columns that are added to, with their types
  CountTable(String name, List<String> keys, List<String> sums) {
    this.name = name;
    this.keys = keys.size();
    this.sums = sums.size();
    this.upsert = upsert(name, keys, sums);
  }

  String name() {
    return name;
  }

  /// What a batch adds.
  final class Additions {

    private final Map<List<String>, BigDecimal[]> rows = new HashMap<>();

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
      BigDecimal[] row = new BigDecimal[sums];
      Arrays.fill(row, BigDecimal.ZERO);
      return row;
    }

    void write(Handle handle, EventBatch batch) {
      List<Map.Entry<List<String>, BigDecimal[]>> changed =
          rows.entrySet().stream()
              .filter(row -> Arrays.stream(row.getValue()).anyMatch(sum -> sum.signum() != 0))
              .sorted(Map.Entry.comparingByKey(BY_KEY))
              .toList();
      if (changed.isEmpty()) {
        return;
      }
      Update update =
          handle.createUpdate(upsert).bind("build", batch.build()).bind("slot", batch.slot());
      for (int i = 0; i < keys; i++) {
        int key = i;
        update.bind(
            "k" + i, TextArrays.of(changed.stream().map(row -> row.getKey().get(key)).toList()));
      }
      for (int i = 0; i < sums; i++) {
        int sum = i;
        update.bind(
            "s" + i,
            TextArrays.of(
                changed.stream().map(row -> row.getValue()[sum].toPlainString()).toList()));
      }
      update.execute();
    }
  }

  Additions additions() {
    return new Additions();
  }

  private static String upsert(String name, List<String> keys, List<String> sums) {
    List<String> columns = new ArrayList<>(List.of("build", "slot"));
    keys.forEach(key -> columns.add(column(key)));
    String key = String.join(", ", columns);
    sums.forEach(sum -> columns.add(column(sum)));
    return """
    insert into %1$s (%2$s)
    select :build, :slot, added.* from unnest(%3$s, %4$s) as added
    on conflict (%5$s) do update set %6$s
    """
        .formatted(
            name,
            String.join(", ", columns),
            arrays("k", keys),
            arrays("s", sums),
            key,
            sums.stream()
                .map(CountTable::column)
                .map(sum -> "%1$s = %2$s.%1$s + excluded.%1$s".formatted(sum, name))
                .collect(Collectors.joining(", ")));
  }

  /// Such as `:k0::timestamptz[], :k1::text[]`.
  private static String arrays(String prefix, List<String> columns) {
    return IntStream.range(0, columns.size())
        .mapToObj(i -> ":%s%d::%s[]".formatted(prefix, i, type(columns.get(i))))
        .collect(Collectors.joining(", "));
  }

  private static String column(String typed) {
    return typed.substring(0, typed.indexOf(' '));
  }

  private static String type(String typed) {
    return typed.substring(typed.indexOf(' ') + 1);
  }
}
