package dev.classify.model;

import dev.classify.exit.CommandFailure;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads a file of models: comma-separated, a header line, `#` before a comment, no quotes. The
/// header may leave columns out, and a line the cells at its end.
///
/// @param name of the file, for messages
/// @param known lines from which a line takes the cells that it leaves empty
record ModelFile(String name, List<KnownModel> known) {

  static final List<String> TIERS = List.of("flex", "batch", "fast");

  private static final String MODEL = "model";
  private static final String LIKE = "like";

  /// In the order of the file of the program.
  private static final List<String> COLUMNS =
      List.of(
          MODEL,
          "reasons",
          "efforts",
          "effort",
          "temperature",
          "logprobs",
          "since",
          "prompt",
          "cached",
          "cache_write",
          "completion",
          "flex",
          "batch",
          "fast",
          "context",
          "shutdown",
          LIKE,
          "source",
          "checked");

  /// Without a day of its own, a price always holds.
  private static final LocalDate ALWAYS = LocalDate.EPOCH;

  ModelFile {
    known = List.copyOf(known);
  }

  /// Reads the lines.
  ///
  /// @throws CommandFailure naming file, line, column and fix
  List<KnownModel> read(String text) {
    List<KnownModel> models = new ArrayList<>();
    Map<String, Integer> lines = new HashMap<>();
    List<String> header = List.of();
    int number = 0;
    for (String line : text.replaceFirst("^\uFEFF", "").lines().toList()) {
      number++;
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      List<String> cells = List.of(line.strip().split("\\s*,\\s*", -1));
      if (header.isEmpty()) {
        header = header(cells, number);
        continue;
      }
      ModelLine cellsOfLine = line(header, cells, number);
      Integer first = lines.putIfAbsent(cellsOfLine.text(MODEL), number);
      if (first != null) {
        throw cellsOfLine.fault(MODEL, "is already in line " + first, "keep one of the two lines");
      }
      models.add(model(cellsOfLine, models));
    }
    if (header.isEmpty()) {
      throw CommandFailure.usage(name + " has no header", headerFix());
    }
    return models;
  }

  private List<String> header(List<String> cells, int number) {
    for (String cell : cells) {
      if (!COLUMNS.contains(cell)) {
        throw fault(number, "there is no column '" + cell + "'", headerFix());
      }
    }
    if (!cells.contains(MODEL)) {
      throw fault(number, "column model is missing from the header", headerFix());
    }
    if (cells.stream().distinct().count() < cells.size()) {
      throw fault(number, "the header names a column twice", headerFix());
    }
    return cells;
  }

  private static String headerFix() {
    return "make the first line some of %s; model is required".formatted(String.join(",", COLUMNS));
  }

  private ModelLine line(List<String> header, List<String> cells, int number) {
    if (cells.size() > header.size()) {
      throw fault(
          number,
          "'%s' is after the last column, %s: %d cells instead of %d"
              .formatted(cells.get(header.size()), header.getLast(), cells.size(), header.size()),
          "write %s; a cell cannot hold a comma".formatted(String.join(",", header)));
    }
    Map<String, String> byColumn = new HashMap<>();
    for (int i = 0; i < cells.size(); i++) {
      byColumn.put(header.get(i), cells.get(i));
    }
    ModelLine line = new ModelLine(name, number, byColumn);
    line.require(!line.text(MODEL).isEmpty(), MODEL, "is empty", "write the name of a model");
    return line;
  }

  private CommandFailure fault(int line, String problem, String fix) {
    return CommandFailure.usage(name + ":" + line + ": " + problem, fix);
  }

  private KnownModel model(ModelLine line, List<KnownModel> before) {
    KnownModel base = base(line, before);
    List<String> efforts =
        line.has("efforts")
            ? line.words("efforts")
            : Objects.requireNonNullElse(line.unlessNothing("efforts", base.efforts()), List.of());
    String effort =
        line.has("effort") ? line.text("effort") : line.unlessNothing("effort", base.effort());
    line.require(
        effort == null || efforts.contains(effort),
        "effort",
        "is not one of its efforts",
        "write it in the column efforts too, or - to send none");
    Price price = price(line, base.price());
    return new KnownModel(
        line.text(MODEL),
        line.flag("reasons").orElse(base.reasons()),
        efforts,
        effort,
        line.permission("temperature").orElse(base.temperature()),
        line.permission("logprobs").orElse(base.logprobs()),
        since(line, base, price),
        price,
        tiers(line, base),
        line.number("context").orElse(line.unlessNothing("context", base.contextTokens())),
        line.day("shutdown").orElse(line.unlessNothing("shutdown", base.shutdown())),
        line.has("source") ? line.text("source") : name,
        line.day("checked").orElse(null));
  }

  /// The line that describes the same model, or the one in the column `like`.
  private KnownModel base(ModelLine line, List<KnownModel> before) {
    if (line.has(LIKE)) {
      Optional<KnownModel> like =
          ModelTable.find(before, line.text(LIKE))
              .or(() -> ModelTable.find(known, line.text(LIKE)));
      line.require(
          like.isPresent(), LIKE, "is no known model", "name one that `classify models` lists");
      return like.orElseThrow();
    }
    String model = line.text(MODEL);
    KnownModel found = ModelTable.find(known, model).orElseGet(() -> KnownModel.unknown(model));
    boolean costsTheSame =
        ModelNames.priced(model).stream()
            .anyMatch(priced -> ModelNames.matches(found.pattern(), priced));
    return costsTheSame ? found : found.withoutPrice();
  }

  private static @Nullable Price price(ModelLine line, @Nullable Price base) {
    if (!line.has("prompt") && !line.has("completion")) {
      return line.unlessNothing("prompt", base);
    }
    BigDecimal prompt = line.dollars("prompt");
    return new Price(
        prompt,
        line.has("cached") ? line.dollars("cached") : prompt,
        line.has("cache_write") ? line.dollars("cache_write") : null,
        line.dollars("completion"));
  }

  private static @Nullable LocalDate since(ModelLine line, KnownModel base, @Nullable Price price) {
    if (price == null) {
      return null;
    }
    boolean own = line.has("prompt");
    return line.day("since").orElse(own || base.since() == null ? ALWAYS : base.since());
  }

  /// Where a line has a price of its own, the tiers of another one say nothing.
  private static Map<String, BigDecimal> tiers(ModelLine line, KnownModel base) {
    Map<String, BigDecimal> tiers = new HashMap<>();
    for (String tier : TIERS) {
      if (line.has(tier)) {
        tiers.put(tier, line.factor(tier));
      } else if (!line.has("prompt") && base.tiers().containsKey(tier)) {
        BigDecimal inherited = line.unlessNothing(tier, base.tiers().get(tier));
        if (inherited != null) {
          tiers.put(tier, inherited);
        }
      }
    }
    return tiers;
  }
}
