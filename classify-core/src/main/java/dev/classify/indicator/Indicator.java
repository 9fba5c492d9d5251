package dev.classify.indicator;

import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One series as its source describes it: cleaned text, nothing inferred yet.
///
/// Made from raw text by [IndicatorCheck]. A field is null if the source gives nothing; no field is
/// blank.
///
/// @param id key of the series; opaque
/// @param units free text from the source, such as `USD mn`
/// @param periodicity how often values appear, in the source's words
/// @param aggregationMethod how the source aggregates, mostly across countries
/// @param scale multiplier in the source's words
/// @param currencyCode ISO 4217 code that the source attached
/// @param sample observations, oldest first, one per date
/// @param unvaluedDates dates for which the source gives no value that can be read, oldest first;
///     none of them is in the sample
/// @param extra the columns of the source that are no fields, by name, see [ExtraColumns]; they are
///     no part of the content
public record Indicator(
    String id,
    String name,
    @Nullable String units,
    @Nullable String longName,
    @Nullable String description,
    @Nullable String periodicity,
    @Nullable String aggregationMethod,
    @Nullable String scale,
    @Nullable String topic,
    @Nullable String categoryGroup,
    @Nullable String dataset,
    @Nullable String currencyCode,
    @Nullable String sourceName,
    @Nullable String sourceUrl,
    List<Observation> sample,
    List<LocalDate> unvaluedDates,
    Map<String, String> extra) {

  public Indicator {
    if (id.isBlank() || name.isBlank()) {
      throw new IllegalArgumentException("an indicator needs an id and a name: id=" + id);
    }
    sample = List.copyOf(sample);
    // Journals of earlier releases do not have them.
    unvaluedDates = List.copyOf(Objects.requireNonNullElse(unvaluedDates, List.of()));
    extra = Collections.unmodifiableMap(new TreeMap<>(Objects.requireNonNullElse(extra, Map.of())));
  }

  /// One whose dates all have a value.
  public Indicator(
      String id,
      String name,
      @Nullable String units,
      @Nullable String longName,
      @Nullable String description,
      @Nullable String periodicity,
      @Nullable String aggregationMethod,
      @Nullable String scale,
      @Nullable String topic,
      @Nullable String categoryGroup,
      @Nullable String dataset,
      @Nullable String currencyCode,
      @Nullable String sourceName,
      @Nullable String sourceUrl,
      List<Observation> sample) {
    this(
        id,
        name,
        units,
        longName,
        description,
        periodicity,
        aggregationMethod,
        scale,
        topic,
        categoryGroup,
        dataset,
        currencyCode,
        sourceName,
        sourceUrl,
        sample,
        List.of(),
        Map.of());
  }

  /// One with these texts alone.
  public static Indicator of(
      String id, String name, @Nullable String units, @Nullable String periodicity) {
    return new Indicator(
        id,
        name,
        units,
        null,
        null,
        periodicity,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        List.of());
  }

  /// The same content under another id.
  public Indicator withId(String other) {
    return new Indicator(
        other,
        name,
        units,
        longName,
        description,
        periodicity,
        aggregationMethod,
        scale,
        topic,
        categoryGroup,
        dataset,
        currencyCode,
        sourceName,
        sourceUrl,
        sample,
        unvaluedDates,
        extra);
  }

  /// Every date of the source, with or without a value, oldest first.
  public List<LocalDate> dates() {
    return Stream.concat(sample.stream().map(Observation::date), unvaluedDates.stream())
        .sorted()
        .toList();
  }

  /// The same indicator without its observations.
  public Indicator withoutSample() {
    return new Indicator(
        id,
        name,
        units,
        longName,
        description,
        periodicity,
        aggregationMethod,
        scale,
        topic,
        categoryGroup,
        dataset,
        currencyCode,
        sourceName,
        sourceUrl,
        List.of(),
        List.of(),
        extra);
  }

  /// The text of a field; null if the source gives none or the field is not text.
  public @Nullable String text(IndicatorField field) {
    return switch (field) {
      case INDICATOR_ID -> id;
      case NAME -> name;
      case UNITS -> units;
      case LONG_NAME -> longName;
      case DESCRIPTION -> description;
      case PERIODICITY -> periodicity;
      case AGGREGATION_METHOD -> aggregationMethod;
      case SCALE -> scale;
      case TOPIC -> topic;
      case CATEGORY_GROUP -> categoryGroup;
      case DATASET -> dataset;
      case CURRENCY_CODE -> currencyCode;
      case SOURCE_NAME -> sourceName;
      case SOURCE_URL -> sourceUrl;
      case SAMPLE_VALUES -> null;
    };
  }
}
