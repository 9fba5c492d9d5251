package dev.classify.taxonomy;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// What economists join series on, beside the fields of an answer (docs/scheme.md 17). A series has
/// an attribute only where a text states it.
///
/// This is the one declaration: columns, the question to models and label files derive from it.
public enum SeriesAttribute {
  SEASONAL_ADJUSTMENT(
      "seasonally-adjusted",
      "seasonally-and-calendar-adjusted",
      "calendar-adjusted",
      "not-adjusted",
      "trend-cycle"),
  PRICE_BASIS("current", "constant", "chained", "previous-year"),
  /// The period of constant prices or of an index, as written: `2015`, `1982-84`.
  BASE_PERIOD,
  TRANSFORMATION(
      "level",
      "change-on-previous-period",
      "change-on-year",
      "annualised-level",
      "annualised-change"),
  /// ISO 3166, or an aggregate such as `EA`.
  REFERENCE_AREA,
  /// Institutional sector of the SNA, such as `S13`.
  SECTOR,
  /// What a rate is divided by: `GDP`, `1000 person`.
  DENOMINATOR,
  /// Code of SDMX, such as `PS` for persons. Only the rules decide it.
  UNIT_MEASURE,
  /// Power of ten of the whole factor, `8` for hundred millions. Only the rules decide it.
  UNIT_MULT;

  @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable, its type cannot say so
  private final List<String> tokens;

  SeriesAttribute(String... tokens) {
    this.tokens = List.of(tokens);
  }

  /// Longer texts are definitions, not something to join on.
  public static final int DENOMINATOR_CHARACTERS_MAX = 60;

  private static final class Form {
    static final Pattern PERIOD = Pattern.compile("(?:\\S{1,20} ){0,2}\\S{0,20}\\d{4}\\S{0,20}");
    static final Pattern AREA =
        Pattern.compile("[A-Z]{2,4}(?:-[A-Z0-9]{1,3}|\\d{1,2}(?:_\\d{4})?)?|G\\d{1,2}");
    static final Pattern SECTOR = Pattern.compile("S[0-9A-Z]{1,6}");
    static final Pattern CODE = Pattern.compile("[A-Z0-9_]{1,12}");
    static final Pattern POWER = Pattern.compile("\\d{1,2}");
  }

  /// The attribute of this name.
  ///
  /// @throws IllegalArgumentException where none has it
  @JsonCreator
  public static SeriesAttribute of(String column) {
    return find(column)
        .orElseThrow(() -> new IllegalArgumentException("no attribute is called " + column));
  }

  /// The attribute of this name; empty where none has it.
  public static Optional<SeriesAttribute> find(String column) {
    return Arrays.stream(values())
        .filter(attribute -> attribute.column().equals(column))
        .findFirst();
  }

  /// The attributes that models are asked for and that have columns of their own; the others are
  /// only parts of the codes of SDMX.
  public static List<SeriesAttribute> stated() {
    return Arrays.stream(values())
        .filter(attribute -> attribute != UNIT_MEASURE && attribute != UNIT_MULT)
        .toList();
  }

  /// The name in JSON, files and tables, such as `price_basis`.
  @JsonValue
  public String column() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The closed vocabulary; empty for texts and codes.
  public List<String> tokens() {
    return tokens;
  }

  /// Whether the attribute can have a value: a word of the vocabulary, or a code or short text.
  public boolean takes(String value) {
    if (!tokens.isEmpty()) {
      return tokens.contains(value);
    }
    return switch (this) {
      case BASE_PERIOD -> Form.PERIOD.matcher(value).matches();
      case REFERENCE_AREA -> Form.AREA.matcher(value).matches();
      case SECTOR -> Form.SECTOR.matcher(value).matches();
      case DENOMINATOR -> !value.isBlank() && value.length() <= DENOMINATOR_CHARACTERS_MAX;
      case UNIT_MEASURE -> Form.CODE.matcher(value).matches();
      case UNIT_MULT -> Form.POWER.matcher(value).matches();
      case SEASONAL_ADJUSTMENT, PRICE_BASIS, TRANSFORMATION -> false;
    };
  }
}
