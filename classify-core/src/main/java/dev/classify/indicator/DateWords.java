package dev.classify.indicator;

import dev.classify.resource.Resource;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// The words of dates in many languages, from date-words.csv.
final class DateWords {

  /// What a word in a date says.
  enum Kind {
    MONTH,
    QUARTER,
    HALF,
    YEAR,
    WEEK,
    OF
  }

  /// @param number of the month; 0 if a number beside the word gives it
  record DateWord(Kind kind, int number) {}

  private static final String TABLE = "/dev/classify/indicator/date-words.csv";
  private static final Pattern MARKS = Pattern.compile("\\p{Mn}+");

  private static final Map<String, DateWord> WORDS = read();

  private DateWords() {}

  /// The meaning of a folded word.
  static Optional<DateWord> find(String folded) {
    return Optional.ofNullable(WORDS.get(folded));
  }

  /// Small letters without accents, so that `FÉVR`, `févr` and `fevr` are one word.
  static String folded(String text) {
    String lower = text.toLowerCase(Locale.ROOT).replace('ı', 'i').replace('ł', 'l');
    String apart = Normalizer.normalize(lower, Normalizer.Form.NFD);
    return Normalizer.normalize(MARKS.matcher(apart).replaceAll(""), Normalizer.Form.NFC);
  }

  private static Map<String, DateWord> read() {
    Map<String, DateWord> words = new HashMap<>();
    String table = new String(Resource.bytes(TABLE), StandardCharsets.UTF_8);
    List<String> rows = table.lines().filter(line -> !line.startsWith("#")).skip(1).toList();
    for (String row : rows) {
      String[] cells = row.split(",", -1);
      DateWord word =
          new DateWord(Kind.valueOf(cells[0].toUpperCase(Locale.ROOT)), Integer.parseInt(cells[1]));
      for (String written : cells[2].split("\\|", -1)) {
        words.putIfAbsent(folded(written), word);
      }
    }
    return Map.copyOf(words);
  }
}
