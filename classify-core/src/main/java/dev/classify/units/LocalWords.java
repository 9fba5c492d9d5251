package dev.classify.units;

import dev.classify.text.CsvTable;
import dev.classify.text.PhraseIndex;
import dev.classify.text.PhraseIndex.Match;
import dev.classify.text.TableFormat;
import dev.classify.text.TableSet;
import dev.classify.text.Token;
import dev.classify.text.Tokenizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Words of units that mean one thing in one country or language and another elsewhere: `kr`,
/// `Rs`, `miles`. The other texts of the series say where it is from.
public final class LocalWords {

  static final TableFormat PLACES =
      TableFormat.of("/dev/classify/units/places.csv", "place", "words");

  static final TableFormat WORDS =
      TableFormat.of("/dev/classify/units/local-words.csv", "term", "place", "as")
          .uniqueBy("term", "place")
          .overriddenBy("term", "place");

  /// What a word stands for in one place.
  private record Reading(String place, List<Token> as) {}

  private final PhraseIndex<String> places;
  private final PhraseIndex<Reading> words;

  private LocalWords(PhraseIndex<String> places, PhraseIndex<Reading> words) {
    this.places = places;
    this.words = words;
  }

  static LocalWords read(TableSet tables) {
    PhraseIndex.Builder<String> places = PhraseIndex.builder();
    List<String> known = new ArrayList<>();
    for (CsvTable.Row row : tables.read(PLACES).rows()) {
      String place = row.text("place");
      known.add(place);
      for (String word : row.phrase("words").split("\\|", -1)) {
        places.add(word, place);
      }
    }
    String[] allowed = known.toArray(String[]::new);
    return new LocalWords(
        places.build(),
        tables
            .read(WORDS)
            .phrases(
                row -> new Reading(row.oneOf("place", allowed), Tokenizer.tokens(row.text("as")))));
  }

  /// The text of a unit, where words that differ from place to place are replaced by what they mean
  /// here. A word stays as it is where no place is named, or two are equally often.
  ///
  /// @param context all texts of the series that may name its country or are in its language
  public List<Token> spelledOut(List<Token> unit, List<List<Token>> context) {
    List<Match<Reading>> found = words.findLongest(unit);
    if (found.isEmpty()) {
      return unit;
    }
    Map<String, Integer> named = named(context);
    List<Token> plain = new ArrayList<>();
    int at = 0;
    for (int i = 0; i < found.size(); ) {
      Match<Reading> match = found.get(i);
      List<Reading> readings = new ArrayList<>();
      for (; i < found.size() && found.get(i).start() == match.start(); i++) {
        readings.add(found.get(i).value());
      }
      plain.addAll(unit.subList(at, match.start()));
      plain.addAll(here(readings, named).orElseGet(() -> unit.subList(match.start(), match.end())));
      at = match.end();
    }
    plain.addAll(unit.subList(at, unit.size()));
    return plain;
  }

  private Map<String, Integer> named(List<List<Token>> context) {
    Map<String, Integer> named = new HashMap<>();
    for (List<Token> text : context) {
      for (Match<String> match : places.findOutermost(text)) {
        named.merge(match.value(), 1, Integer::sum);
      }
    }
    return named;
  }

  private static Optional<List<Token>> here(List<Reading> readings, Map<String, Integer> named) {
    Optional<List<Token>> best = Optional.empty();
    int most = 0;
    for (Reading reading : readings) {
      int times = named.getOrDefault(reading.place(), 0);
      if (times > most) {
        best = Optional.of(reading.as());
        most = times;
      } else if (times == most) {
        best = Optional.empty();
      }
    }
    return best;
  }
}
