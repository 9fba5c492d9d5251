package dev.classify.model;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The prices of models, each with the day from which it holds: comma-separated, a header line, `#`
/// before a comment. The last column, `cache_write`, may be empty or missing.
public final class PriceTable {

  private static final List<String> HEADER =
      List.of("since", "model", "tier", "prompt", "cached", "completion");
  private static final String CACHE_WRITE = "cache_write";

  private final String name;
  private final List<Line> lines;
  private final BigDecimal surchargePercent;

  private PriceTable(String name, List<Line> lines, BigDecimal surchargePercent) {
    this.name = name;
    this.lines = lines;
    this.surchargePercent = surchargePercent;
  }

  /// One price.
  ///
  /// @param since the day from which it holds
  /// @param tier as the provider names it today; empty for the usual one
  public record Line(LocalDate since, String model, String tier, Price price) {}

  /// A table of these lines, with the price of a pattern of names for every name it stands for.
  ///
  /// @param name of the file, for messages
  static PriceTable of(String name, List<Line> lines) {
    return new PriceTable(name, List.copyOf(lines), BigDecimal.ZERO);
  }

  /// Reads a table.
  ///
  /// @param name of the file, for error messages
  /// @throws IllegalArgumentException naming file, line and problem
  public static PriceTable read(String name, String text) {
    List<Line> lines = new ArrayList<>();
    int columns = 0;
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      List<String> cells = List.of(line.strip().split("\\s*,\\s*", -1));
      try {
        if (columns == 0) {
          columns = columns(cells);
        } else {
          lines.add(line(cells, columns));
        }
      } catch (DateTimeException | IllegalArgumentException e) {
        throw new IllegalArgumentException("%s:%d: %s".formatted(name, number, e.getMessage()), e);
      }
    }
    return new PriceTable(name, List.copyOf(lines), BigDecimal.ZERO);
  }

  /// The number of columns that a header names.
  private static int columns(List<String> header) {
    List<String> longer = new ArrayList<>(HEADER);
    longer.add(CACHE_WRITE);
    if (!header.equals(HEADER) && !header.equals(longer)) {
      throw new IllegalArgumentException("the header is " + String.join(",", longer));
    }
    return header.size();
  }

  private static Line line(List<String> cells, int columns) {
    if (cells.size() < HEADER.size() || cells.size() > columns) {
      throw new IllegalArgumentException(
          "%d cells, but the header has %d".formatted(cells.size(), columns));
    }
    boolean writes = cells.size() > HEADER.size() && !cells.getLast().isEmpty();
    return new Line(
        LocalDate.parse(cells.get(0)),
        cells.get(1),
        tier(cells.get(2)),
        new Price(
            dollars(cells.get(3)),
            dollars(cells.get(4)),
            writes ? dollars(cells.getLast()) : null,
            dollars(cells.get(5))));
  }

  private static BigDecimal dollars(String text) {
    if (!text.matches("\\d{1,6}(\\.\\d{1,6})?")) {
      throw new IllegalArgumentException("'" + text + "' is not a price");
    }
    return new BigDecimal(text);
  }

  /// The same prices with this much added to each.
  ///
  /// @param percent such as 10 for what costs a tenth more
  public PriceTable withSurcharge(BigDecimal percent) {
    if (percent.signum() == 0) {
      return this;
    }
    BigDecimal factor = BigDecimal.ONE.add(percent.movePointLeft(2));
    return new PriceTable(
        name,
        lines.stream()
            .map(
                line ->
                    new Line(line.since(), line.model(), line.tier(), line.price().times(factor)))
            .toList(),
        percent);
  }

  /// What was added to the prices of the file, in percent.
  public BigDecimal surchargePercent() {
    return surchargePercent;
  }

  /// The file it was read from.
  public String name() {
    return name;
  }

  /// In the order of the file.
  public List<Line> lines() {
    return lines;
  }

  /// The price of a model on a day; empty if unknown.
  ///
  /// A snapshot costs what its alias does and `openai/NAME` what NAME does, unless it has a line of
  /// its own. A fine-tuned model costs more than the one it was made of, so it needs a line.
  ///
  /// @param tier as the provider names it; null if it names none
  public Optional<Price> of(String model, @Nullable String tier, LocalDate day) {
    String wanted = tier(tier);
    String priced = priced(model);
    return lines.stream()
        .filter(line -> line.model().equals(priced) && line.tier().equals(wanted))
        .filter(line -> !line.since().isAfter(day))
        .max(Comparator.comparing(Line::since))
        .map(Line::price);
  }

  /// The prices of a model on a day in the tiers that a job may choose, by the name of the tier, as
  /// far as they are known.
  public Map<String, Price> byTier(String model, LocalDate day) {
    Map<String, Price> byTier = new LinkedHashMap<>();
    for (ServiceTier tier : ServiceTier.OF_JOBS) {
      of(model, tier.token(), day).ifPresent(price -> byTier.put(tier.token(), price));
    }
    return byTier;
  }

  /// The usual tier has no name in a table.
  private static String tier(@Nullable String named) {
    String tier = ServiceTier.named(named);
    return tier.equals(ServiceTier.STANDARD.token()) ? "" : tier;
  }

  /// The name or pattern under which a model is listed.
  private String priced(String model) {
    for (String name : ModelNames.priced(model)) {
      for (Line line : lines) {
        if (ModelNames.matches(line.model(), name)) {
          return line.model();
        }
      }
    }
    return model;
  }
}
