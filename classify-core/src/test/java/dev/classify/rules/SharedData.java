package dev.classify.rules;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.classify.indicator.Indicator;
import dev.classify.indicator.Observation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/// The real, the hard and the labelled rows, cleaned no further than these tests need.
final class SharedData {

  private static final Set<String> NULL_WORDS =
      Set.of("", "null", "none", "n/a", "undefined", "-", "nan");
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

  private final Path folder;

  private SharedData(Path folder) {
    this.folder = folder;
  }

  /// Skips the test where the folder is not named.
  static SharedData require() {
    String folder = System.getenv("CLASSIFY_DATA");
    Assumptions.assumeTrue(folder != null, "CLASSIFY_DATA names no folder with real indicators");
    return new SharedData(Path.of(folder == null ? "" : folder));
  }

  List<Indicator> real() {
    try (Stream<String> lines = Files.lines(folder.resolve("indicators-real.jsonl"))) {
      return lines.map(SharedData::json).map(row -> indicator(row::path)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The hard rows that have an id and a name, by row number.
  Map<Integer, Indicator> hard() {
    Map<Integer, Indicator> rows = new TreeMap<>();
    List<NamedCsvRecord> records = csv("indicators-hard.csv");
    for (int i = 0; i < records.size(); i++) {
      NamedCsvRecord row = records.get(i);
      if (clean(row.getField("name")) != null && clean(row.getField("indicator_id")) != null) {
        rows.put(i + 1, indicator(column -> cell(row, column)));
      }
    }
    return rows;
  }

  List<NamedCsvRecord> gold() {
    return csv("gold-dev.csv");
  }

  private List<NamedCsvRecord> csv(String file) {
    try (CsvReader<NamedCsvRecord> reader =
        CsvReader.builder().maxBufferSize(1 << 24).ofNamedCsvRecord(folder.resolve(file))) {
      return reader.stream().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode cell(NamedCsvRecord row, String column) {
    String text = row.getField(column);
    return column.equals("sample_values") ? json(text) : JSON.getNodeFactory().textNode(text);
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      return JSON.nullNode();
    }
  }

  private static Indicator indicator(Function<String, JsonNode> row) {
    Function<String, @Nullable String> text = column -> clean(row.apply(column).asText(""));
    return new Indicator(
        required(text.apply("indicator_id")),
        required(text.apply("name")),
        text.apply("units"),
        text.apply("long_name"),
        text.apply("description"),
        text.apply("periodicity"),
        text.apply("aggregation_method"),
        text.apply("scale"),
        text.apply("topic"),
        text.apply("category_group"),
        text.apply("dataset"),
        text.apply("currency_code"),
        text.apply("source_name"),
        text.apply("source_url"),
        sample(row.apply("sample_values")));
  }

  private static String required(@Nullable String text) {
    return text == null ? "unnamed" : text;
  }

  private static @Nullable String clean(String raw) {
    String text =
        Normalizer.normalize(raw, Normalizer.Form.NFKC)
            .replaceAll("\\p{Cf}", "")
            .replaceAll("<[^>]*>", "")
            .replace("&amp;", "&")
            .replace("&#36;", "$")
            .strip();
    return NULL_WORDS.contains(text.toLowerCase(Locale.ROOT)) ? null : text;
  }

  private static List<Observation> sample(JsonNode values) {
    Map<LocalDate, Observation> sample = new TreeMap<>();
    List<JsonNode> points = new ArrayList<>();
    values.forEach(points::add);
    for (JsonNode point : points) {
      Optional<LocalDate> date = date(point.path("date").asText(""));
      double value = number(point.path("value"));
      if (date.isPresent() && Double.isFinite(value)) {
        sample.put(date.get(), new Observation(date.get(), value));
      }
    }
    return List.copyOf(sample.values());
  }

  private static double number(JsonNode value) {
    try {
      return value.isNumber()
          ? value.asDouble()
          : Double.parseDouble(value.asText("").replace(",", ""));
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  private static Optional<LocalDate> date(String text) {
    try {
      return Optional.of(
          text.length() == 7 ? YearMonth.parse(text).atDay(1) : LocalDate.parse(text));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
