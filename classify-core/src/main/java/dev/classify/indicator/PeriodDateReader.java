package dev.classify.indicator;

import dev.classify.indicator.DateWords.DateWord;
import dev.classify.indicator.DateWords.Kind;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads one date or period as providers write them.
///
/// A period (`2024`, `2024Q1`, `Dez 2024`, `1º trim. 2024`, `FY2023`) is read as its first day; a
/// fiscal year as the first of January of the year in which it begins, because the text does not
/// say when it begins. Some forms have two readings (`03/04/2024`, `2023:1`, `2010/11`,
/// `20241`): the other dates of the sample decide ([PeriodDates]), or the date is not read.
final class PeriodDateReader {

  private record Form(Pattern pattern, BiFunction<PeriodDateReader, Matcher, LocalDate> reading) {
    Form(String pattern, BiFunction<PeriodDateReader, Matcher, LocalDate> reading) {
      this(Pattern.compile(pattern), reading);
    }
  }

  /// A time of day in any zone: the date is the one that the source wrote.
  private static final Pattern TIME_OF_DAY =
      Pattern.compile(
          "(?<=\\d)[t ]\\d{2}:\\d{2}(:\\d{2}([.,]\\d{1,9})?)? ?(z|utc|[+-]\\d{2}:?\\d{2})?$");

  /// ISO 8601 and SDMX write a stretch as start/duration or start/end; its start counts.
  private static final Pattern STRETCH =
      Pattern.compile("^(\\d{4}(?:-\\d{2}){0,2})/(?:p\\d{1,3}[ymwd]|\\d{4}-\\d{2}-\\d{2})$");

  /// `2024 г.`, `2024 r.`
  private static final Pattern OF_YEAR = Pattern.compile(" (г\\.?|года?|r\\.|roku)$");

  private static final String YEAR = "(\\d{4}|'?\\d{2})";
  private static final String WORD = "(\\p{L}{1,16})";
  private static final String PART = "(\\d{1,2}|iv|i{1,3})";
  private static final String ORDINAL = "(?:[.º°ª]{1,2}|er|e|o|a|ος|-й)?";
  private static final String GAP = "[ .:/_,'-]{0,3}";
  private static final String OF = "(?:de |del |of |den )?";

  /// Days between 1899-12-30, the day 0 of spreadsheets, and the dates that series have: 1954 to
  /// 2077. Spreadsheets that count from 1904 are four years off, with the same gaps between dates.
  private static final LocalDate SERIAL_ZERO = LocalDate.of(1899, 12, 30);

  /// The years in which five digits may be a year and a quarter.
  private static final int YEAR_MIN = 1900;

  private static final int YEAR_MAX = 2100;

  private static final int SERIAL_MIN = 20_000;
  private static final int SERIAL_MAX = 65_000;

  private static final List<Form> FORMS =
      List.of(
          new Form("(\\d{4})([-/.])(\\d{1,2})\\2(\\d{1,2})", (r, m) -> date(m, 1, 3, 4)),
          new Form("(\\d{4})(\\d{2})(\\d{2})", (r, m) -> date(m, 1, 2, 3)),
          new Form("(\\d{4})(?:\\.0)?", (r, m) -> LocalDate.of(number(m, 1), 1, 1)),
          new Form("(\\d{4})(\\d{2})", (r, m) -> LocalDate.of(number(m, 1), number(m, 2), 1)),
          new Form("(\\d{4})[-/](\\d{4})", (r, m) -> fiscal(number(m, 1), number(m, 2))),
          new Form("(\\d{4})[-/:.](\\d{1,2})", (r, m) -> r.pair(number(m, 1), number(m, 2))),
          new Form(
              "(\\d{1,2})[-/.](\\d{4})", (r, m) -> LocalDate.of(number(m, 2), number(m, 1), 1)),
          // Dots are written where the day comes first.
          new Form("(\\d{1,2})\\.(\\d{1,2})\\.(\\d{4})", (r, m) -> date(m, 3, 2, 1)),
          new Form("(\\d{1,2})([-/])(\\d{1,2})\\2(\\d{4})", PeriodDateReader::dayOrMonthFirst),
          new Form("(\\d{5})(?:\\.\\d{1,9})?", (r, m) -> r.fiveDigits(number(m, 1))),
          new Form(
              "fy" + GAP + YEAR + "(?:[-/](\\d{2}|\\d{4}))?",
              (r, m) -> LocalDate.of(year(m, 1), 1, 1)),
          new Form("(\\d{4})-d(\\d{3})", (r, m) -> LocalDate.ofYearDay(number(m, 1), number(m, 2))),
          new Form("(\\d{4})[ .-]?(iv|i{1,3})", (r, m) -> quarter(number(m, 1), part(m, 2))),
          new Form("(iv|i{1,3})[ .-]?(\\d{4})", (r, m) -> quarter(number(m, 2), part(m, 1))),
          eastAsian(),
          new Form("(\\d{4})" + GAP + WORD, (r, m) -> named(year(m, 1), m.group(2), 1)),
          new Form(WORD + GAP + OF + YEAR, (r, m) -> named(year(m, 2), m.group(1), 1)),
          new Form(
              "(\\d{4})" + GAP + WORD + GAP + PART,
              (r, m) -> worded(year(m, 1), m.group(2), part(m, 3))),
          new Form(
              PART + ORDINAL + GAP + OF + WORD + GAP + OF + YEAR,
              (r, m) -> worded(year(m, 3), m.group(2), part(m, 1))),
          new Form(
              WORD + GAP + PART + "[ .:/_,'-]{1,3}" + YEAR,
              (r, m) -> worded(year(m, 3), m.group(1), part(m, 2))),
          new Form(WORD + "([1-4])(\\d{4})", (r, m) -> worded(year(m, 3), m.group(1), part(m, 2))),
          // Milliseconds from 1973 on: a shorter number may be anything.
          new Form("(\\d{12,13})", (r, m) -> instant(Long.parseLong(m.group(1)))));

  private final PeriodDates.Reading reading;

  PeriodDateReader(PeriodDates.Reading reading) {
    this.reading = reading;
  }

  /// `2024年`, `2024年第二季度`, `2024年上半年`, `2024年3月1日`, `2024년 2분기`.
  private static Form eastAsian() {
    return new Form(
        "(\\d{4}) ?[年년]度?(?: ?[第제]?([一二三四1-4]) ?(?:季度|季|四半期|분기))?"
            + "(?:([上下])半年)?(?: ?(\\d{1,2}) ?[月월](?: ?(\\d{1,2}) ?[日일])?)?",
        (r, m) -> {
          int year = number(m, 1);
          if (m.group(2) != null) {
            int written = "一二三四".indexOf(m.group(2)) + 1;
            return quarter(year, written == 0 ? number(m, 2) : written);
          }
          if (m.group(3) != null) {
            return LocalDate.of(year, m.group(3).equals("上") ? 1 : 7, 1);
          }
          int month = m.group(4) == null ? 1 : number(m, 4);
          return LocalDate.of(year, month, m.group(5) == null ? 1 : number(m, 5));
        });
  }

  PeriodDates.Reading reading() {
    return reading;
  }

  /// A date on its own.
  static Optional<LocalDate> read(String raw) {
    return PeriodDates.ALONE.read(raw);
  }

  /// The day or the first day of the period; empty if there is no reading or more than one.
  Optional<LocalDate> date(String raw) {
    // No date is longer, and the patterns need not see a page of text.
    if (raw.length() > 80) {
      return Optional.empty();
    }
    try {
      return PeriodDates.isoDay(raw) ? Optional.of(LocalDate.parse(raw)) : readForms(raw);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /// A date as the patterns see it: folded, without a time of day or the end of a stretch.
  static String folded(String raw) {
    String text = DateWords.folded(TextCleaning.compatible(raw));
    String start = STRETCH.matcher(text).replaceFirst("$1");
    return OF_YEAR.matcher(TIME_OF_DAY.matcher(start).replaceFirst("")).replaceFirst("");
  }

  private Optional<LocalDate> readForms(String raw) {
    String text = folded(raw);
    for (Form form : FORMS) {
      Matcher matcher = form.pattern().matcher(text);
      if (matcher.matches()) {
        return Optional.of(form.reading().apply(this, matcher));
      }
    }
    return Optional.empty();
  }

  private static LocalDate date(Matcher m, int year, int month, int day) {
    return LocalDate.of(number(m, year), number(m, month), number(m, day));
  }

  /// `2024-06`, or a part of a year of a fiscal year where the sample shows that it is one.
  private LocalDate pair(int year, int number) {
    boolean next = number == (year + 1) % 100;
    return switch (reading.pairs()) {
      case QUARTERS -> quarter(year, number);
      case HALVES -> half(year, number);
      case FISCAL_YEARS -> fiscal(year, number);
      case MONTHS -> next && number > 12 ? fiscal(year, number) : LocalDate.of(year, number, 1);
    };
  }

  private static LocalDate fiscal(int year, int next) {
    if (next % 100 != (year + 1) % 100) {
      throw new DateTimeException("no fiscal year: " + year + "/" + next);
    }
    return LocalDate.of(year, 1, 1);
  }

  private LocalDate dayOrMonthFirst(Matcher m) {
    int first = number(m, 1);
    int second = number(m, 3);
    boolean dayFirst =
        switch (reading.days()) {
          case FIRST -> true;
          case SECOND -> false;
          case OPEN -> {
            if (first <= 12 && second <= 12 && first != second) {
              throw new DateTimeException("two readings: " + m.group());
            }
            yield first > 12;
          }
        };
    return dayFirst ? date(m, 4, 3, 1) : date(m, 4, 1, 3);
  }

  /// A day of a spreadsheet, or a quarter after its year, as `20241`.
  private LocalDate fiveDigits(int number) {
    int year = number / 10;
    int part = number % 10;
    boolean either = year >= YEAR_MIN && year <= YEAR_MAX && part >= 1 && part <= 4;
    if (!either) {
      return serial(number);
    }
    return switch (reading.fiveDigits()) {
      case QUARTERS -> quarter(year, part);
      case DAYS -> serial(number);
      case OPEN -> throw new DateTimeException("two readings: " + number);
    };
  }

  private static LocalDate serial(int days) {
    if (days < SERIAL_MIN || days > SERIAL_MAX) {
      throw new DateTimeException("no day of a spreadsheet: " + days);
    }
    return SERIAL_ZERO.plusDays(days);
  }

  /// `Dez 2024`; a year with a word for years.
  private static LocalDate named(int year, String word, int day) {
    DateWord meaning = meaning(word);
    return switch (meaning.kind()) {
      case MONTH -> LocalDate.of(year, ofMonth(meaning), day);
      case YEAR -> LocalDate.of(year, 1, 1);
      case QUARTER, HALF, WEEK, OF -> throw new DateTimeException("no number of the " + word);
    };
  }

  /// A word with a number: the part of the year, or the day of a month.
  private static LocalDate worded(int year, String word, int number) {
    DateWord meaning = meaning(word);
    return switch (meaning.kind()) {
      case MONTH ->
          LocalDate.of(
              year,
              meaning.number() == 0 ? number : ofMonth(meaning),
              meaning.number() == 0 ? 1 : number);
      case QUARTER -> quarter(year, number);
      case HALF -> half(year, number);
      case WEEK ->
          LocalDate.of(year, 1, 4)
              .with(IsoFields.WEEK_OF_WEEK_BASED_YEAR, number)
              .with(ChronoField.DAY_OF_WEEK, 1);
      case YEAR, OF -> {
        if (meaning.kind() != Kind.YEAR || number != 1) {
          throw new DateTimeException("no such part of a year: " + word + number);
        }
        yield LocalDate.of(year, 1, 1);
      }
    };
  }

  private static int ofMonth(DateWord word) {
    if (word.number() == 0) {
      throw new DateTimeException("no number of the month");
    }
    return word.number();
  }

  private static DateWord meaning(String word) {
    return DateWords.find(word).orElseThrow(() -> new DateTimeException("no date: " + word));
  }

  private static LocalDate quarter(int year, int number) {
    return partOfYear(year, number, 4);
  }

  private static LocalDate half(int year, int number) {
    return partOfYear(year, number, 2);
  }

  private static LocalDate partOfYear(int year, int number, int parts) {
    if (number < 1 || number > parts) {
      throw new DateTimeException("no such part of a year: " + number);
    }
    return LocalDate.of(year, 1 + (number - 1) * (12 / parts), 1);
  }

  private static LocalDate instant(long milliseconds) {
    return Instant.ofEpochMilli(milliseconds).atZone(ZoneOffset.UTC).toLocalDate();
  }

  /// Two digits are a year from 1950 to 2049.
  private static int year(Matcher m, int group) {
    String written = m.group(group).replace("'", "");
    int year = Integer.parseInt(written);
    if (written.length() == 4) {
      return year;
    }
    return year < 50 ? 2000 + year : 1900 + year;
  }

  private static int part(Matcher m, int group) {
    return switch (m.group(group).toLowerCase(Locale.ROOT)) {
      case "i" -> 1;
      case "ii" -> 2;
      case "iii" -> 3;
      case "iv" -> 4;
      case String digits -> Integer.parseInt(digits);
    };
  }

  private static int number(Matcher m, int group) {
    return Integer.parseInt(m.group(group));
  }
}
