package dev.classify.indicator;

import com.fasterxml.jackson.databind.JsonNode;
import dev.classify.terminal.ShownText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Turns raw text into an [Indicator], or lists its problems.
///
/// The CLI checks what it reads and the worker checks what it is sent, so checking a checked
/// indicator again gives the same one.
public final class IndicatorCheck {

  /// The length of `{"date":"2024-06-30","value":},`: a point as JSON without its value.
  private static final int POINT_CHARACTERS = 31;

  private final IndicatorDraft draft;
  private final Map<IndicatorField, String> texts = new EnumMap<>(IndicatorField.class);
  private final List<Problem> problems = new ArrayList<>();
  private final List<Problem> warnings = new ArrayList<>();

  private IndicatorCheck(IndicatorDraft draft) {
    this.draft = draft;
  }

  /// Cleans and checks one draft. Never throws.
  public static CheckedDraft check(IndicatorDraft draft) {
    return new IndicatorCheck(draft).check();
  }

  private CheckedDraft check() {
    for (IndicatorField field : IndicatorField.values()) {
      String raw = draft.texts().get(field);
      if (raw != null && field != IndicatorField.SAMPLE_VALUES) {
        clean(field, raw);
      }
    }
    String id = text(IndicatorField.INDICATOR_ID);
    String name = text(IndicatorField.NAME);
    checkKey(IndicatorField.INDICATOR_ID, id);
    checkKey(IndicatorField.NAME, name);
    checkCharacters(id);
    SampleParser.Sample sample = sample();
    if (id == null || name == null || !problems.isEmpty()) {
      return new CheckedDraft.Refused(id == null ? "" : id, problems);
    }
    return new CheckedDraft.Accepted(indicator(id, name, sample), warnings);
  }

  private void clean(IndicatorField field, String raw) {
    String text =
        switch (field) {
          case INDICATOR_ID -> TextCleaning.id(raw);
          case NAME, UNITS, LONG_NAME, DESCRIPTION -> TextCleaning.textOfHtml(raw);
          case PERIODICITY,
              AGGREGATION_METHOD,
              SCALE,
              TOPIC,
              CATEGORY_GROUP,
              DATASET,
              CURRENCY_CODE,
              SOURCE_NAME,
              SOURCE_URL,
              SAMPLE_VALUES ->
              TextCleaning.text(raw);
        };
    boolean key = field == IndicatorField.INDICATOR_ID || field == IndicatorField.NAME;
    if (text.isEmpty() || (!key && TextCleaning.isNullWord(text))) {
      return;
    }
    texts.put(field, text);
    checkLength(field, text.length() <= field.charactersMax() ? 0 : characters(text));
  }

  private void checkLength(IndicatorField field, int characters) {
    if (characters > field.charactersMax()) {
      String problem =
          "is %,d characters long; at most %,d are accepted"
              .formatted(characters, field.charactersMax());
      problems.add(new Problem(field.column(), problem, "shorten it"));
    }
  }

  private void checkKey(IndicatorField field, @Nullable String text) {
    if (text == null) {
      String fix = "every indicator needs its " + field.column();
      problems.add(new Problem(field.column(), "is empty", fix));
    } else if (TextCleaning.isNullWord(text)) {
      String problem = "is the word " + text + ", which often means no value; kept as text";
      warnings.add(new Problem(field.column(), problem, "give the real one, or remove the row"));
    }
  }

  /// An id is a key that people compare by eye and paste into commands, so a character that
  /// breaks its line is refused. One that only cannot be seen may have come with the source's own
  /// ids, so it is kept and listed; every output shows it as an escape.
  private void checkCharacters(@Nullable String id) {
    if (id == null) {
      return;
    }
    String column = IndicatorField.INDICATOR_ID.column();
    if (TextCleaning.isBroken(id)) {
      String problem = "holds half of a character (an unpaired surrogate)";
      problems.add(new Problem(column, problem, "write the source as UTF-8 again"));
      return;
    }
    id.codePoints()
        .filter(ShownText::isHidden)
        .boxed()
        .max(Comparator.comparing(IndicatorCheck::breaksLines))
        .ifPresent(
            hidden -> {
              String problem = "holds the character U+%04X, ".formatted(hidden);
              if (breaksLines(hidden)) {
                problems.add(new Problem(column, problem + "which no id may hold", "remove it"));
              } else {
                String shown = problem + "which cannot be seen; kept as part of the id";
                warnings.add(new Problem(column, shown, "remove it"));
              }
            });
  }

  /// Control characters and separators of lines.
  private static boolean breaksLines(int hidden) {
    return Character.getType(hidden) != Character.FORMAT;
  }

  private SampleParser.Sample sample() {
    JsonNode json = draft.sample();
    String text = draft.texts().getOrDefault(IndicatorField.SAMPLE_VALUES, "");
    if (json == null && text.length() > IndicatorField.SAMPLE_VALUES.charactersMax()) {
      // Rejected before parsing, which would take many times the memory of the text.
      checkLength(IndicatorField.SAMPLE_VALUES, text.length());
      return SampleParser.Sample.nothing(List.of());
    }
    SampleParser.Sample read = json != null ? SampleParser.parse(json) : SampleParser.parse(text);
    warnings.addAll(read.warnings());
    checkLength(IndicatorField.SAMPLE_VALUES, charactersAsJson(read));
    return read;
  }

  /// The length in the form that both the CLI and the worker see.
  private static int charactersAsJson(SampleParser.Sample read) {
    // A double is written with at most 24 characters.
    int points = read.sample().size() + read.unvaluedDates().size();
    if (points * (POINT_CHARACTERS + 24) <= IndicatorField.SAMPLE_VALUES.charactersMax()) {
      return 0;
    }
    int characters = 1 + read.unvaluedDates().size() * (POINT_CHARACTERS + 4);
    for (Observation observation : read.sample()) {
      characters += POINT_CHARACTERS + Double.toString(observation.value()).length();
    }
    return characters;
  }

  private static int characters(String text) {
    return text.codePointCount(0, text.length());
  }

  private @Nullable String text(IndicatorField field) {
    return texts.get(field);
  }

  private Indicator indicator(String id, String name, SampleParser.Sample read) {
    return new Indicator(
        id,
        name,
        text(IndicatorField.UNITS),
        text(IndicatorField.LONG_NAME),
        text(IndicatorField.DESCRIPTION),
        text(IndicatorField.PERIODICITY),
        text(IndicatorField.AGGREGATION_METHOD),
        text(IndicatorField.SCALE),
        text(IndicatorField.TOPIC),
        text(IndicatorField.CATEGORY_GROUP),
        text(IndicatorField.DATASET),
        text(IndicatorField.CURRENCY_CODE),
        text(IndicatorField.SOURCE_NAME),
        text(IndicatorField.SOURCE_URL),
        read.sample(),
        read.unvaluedDates(),
        ExtraColumns.checked(draft.extra(), warnings));
  }
}
