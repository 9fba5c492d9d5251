package dev.classify.price;

import dev.classify.text.Resource;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The prices of models, each with the day from which it holds: comma-separated, a header line, `#`
/// before a comment.
public final class PriceTable {

  private static final String STANDARD = "/dev/classify/price/prices.csv";
  private static final List<String> HEADER =
      List.of("since", "model", "tier", "prompt", "cached", "completion");

  /// How providers name the usual tier.
  private static final List<String> NO_TIER = List.of("", "default", "auto", "standard");

  /// The day at the end of the name of a snapshot.
  private static final Pattern SNAPSHOT = Pattern.compile("-\\d{4}-\\d{2}-\\d{2}$");

  private final String name;
  private final List<Line> lines;

  private PriceTable(String name, List<Line> lines) {
    this.name = name;
    this.lines = lines;
  }

  /// One price.
  ///
  /// @param since the day from which it holds
  /// @param tier as the provider names it; empty for the usual one
  public record Line(LocalDate since, String model, String tier, Price price) {}

  /// The table that comes with the program.
  public static PriceTable standard() {
    return read(
        "prices.csv of this program", new String(Resource.bytes(STANDARD), StandardCharsets.UTF_8));
  }

  /// Reads a table.
  ///
  /// @param name of the file, for error messages
  /// @throws IllegalArgumentException naming file, line and problem
  public static PriceTable read(String name, String text) {
    List<Line> lines = new ArrayList<>();
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
          lines.add(line(cells));
        } else if (!cells.equals(HEADER)) {
          throw new IllegalArgumentException("the header is " + String.join(",", HEADER));
        }
      } catch (DateTimeException | IllegalArgumentException | IndexOutOfBoundsException e) {
        throw new IllegalArgumentException("%s:%d: %s".formatted(name, number, e.getMessage()), e);
      }
      headed = true;
    }
    return new PriceTable(name, List.copyOf(lines));
  }

  private static Line line(List<String> cells) {
    return new Line(
        LocalDate.parse(cells.get(0)),
        cells.get(1),
        cells.get(2),
        new Price(dollars(cells.get(3)), dollars(cells.get(4)), dollars(cells.get(5))));
  }

  private static BigDecimal dollars(String text) {
    if (!text.matches("\\d{1,6}(\\.\\d{1,6})?")) {
      throw new IllegalArgumentException("'" + text + "' is not a price");
    }
    return new BigDecimal(text);
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
  /// A snapshot costs what its alias does, unless it has a line of its own.
  ///
  /// @param tier as the provider names it; null if it names none
  public Optional<Price> of(String model, @Nullable String tier, LocalDate day) {
    String wanted = tier == null || NO_TIER.contains(tier) ? "" : tier;
    boolean listed = lines.stream().anyMatch(line -> line.model().equals(model));
    String priced = listed ? model : SNAPSHOT.matcher(model).replaceFirst("");
    return lines.stream()
        .filter(line -> line.model().equals(priced) && line.tier().equals(wanted))
        .filter(line -> !line.since().isAfter(day))
        .max(Comparator.comparing(Line::since))
        .map(Line::price);
  }
}
