package dev.classify.price;

import dev.classify.text.TermTable;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The prices of models, each with the day from which it holds: comma-separated, a header line, `#`
/// before a comment.
public final class PriceTable {

  private static final String STANDARD = "/dev/classify/price/prices.csv";
  private static final List<String> HEADER =
      List.of("since", "model", "tier", "prompt", "cached", "completion");

  /// What providers call it when a request has no tier of its own.
  private static final List<String> NO_TIER = List.of("", "default", "auto", "standard");

  private final List<Entry> entries;

  private PriceTable(List<Entry> entries) {
    this.entries = entries;
  }

  private record Entry(LocalDate since, String model, String tier, Price price) {}

  /// The table that comes with the program.
  public static PriceTable standard() {
    return read(STANDARD, new String(TermTable.bytes(STANDARD), StandardCharsets.UTF_8));
  }

  /// Reads a table.
  ///
  /// @param name of the file, for the faults
  /// @throws IllegalArgumentException naming file, line and fault
  public static PriceTable read(String name, String text) {
    List<Entry> entries = new ArrayList<>();
    boolean headed = false;
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      List<String> cells = List.of(line.strip().split("\\s*,\\s*", -1));
      try {
        if (headed) {
          entries.add(entry(cells));
        } else if (!cells.equals(HEADER)) {
          throw new IllegalArgumentException("the header is " + String.join(",", HEADER));
        }
      } catch (DateTimeException | IllegalArgumentException | IndexOutOfBoundsException fault) {
        throw new IllegalArgumentException(
            "%s:%d: %s".formatted(name, number, fault.getMessage()), fault);
      }
      headed = true;
    }
    return new PriceTable(List.copyOf(entries));
  }

  private static Entry entry(List<String> cells) {
    return new Entry(
        LocalDate.parse(cells.get(0)),
        cells.get(1),
        cells.get(2),
        new Price(dollars(cells.get(3)), dollars(cells.get(4)), dollars(cells.get(5))));
  }

  private static BigDecimal dollars(String text) {
    if (!text.matches("\\d{1,6}(\\.\\d{1,6})?")) {
      throw new IllegalArgumentException("no price: '" + text + "'");
    }
    return new BigDecimal(text);
  }

  /// What a model costs on a day; empty where nobody knows.
  ///
  /// @param tier as the provider names it; null where it does not
  public Optional<Price> of(String model, @Nullable String tier, LocalDate day) {
    String wanted = tier == null || NO_TIER.contains(tier) ? "" : tier;
    return entries.stream()
        .filter(entry -> entry.model().equals(model) && entry.tier().equals(wanted))
        .filter(entry -> !entry.since().isAfter(day))
        .max(Comparator.comparing(Entry::since))
        .map(Entry::price);
  }
}
