package dev.classify.indicator;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The dates of one sample, read together: where a form has two readings, the others decide.
final class PeriodDates {

  /// Where the day is in `03/04/2024`.
  enum DayPlace {
    FIRST,
    SECOND,
    OPEN
  }

  /// What the number after a year is, as in `2023:1`.
  enum PairMeaning {
    MONTHS,
    QUARTERS,
    HALVES,
    FISCAL_YEARS
  }

  /// What five digits are, as in `20241`: a quarter, or a day of a spreadsheet.
  enum FiveDigits {
    QUARTERS,
    DAYS,
    OPEN
  }

  /// The reading of the forms that have two.
  record Reading(DayPlace days, PairMeaning pairs, FiveDigits fiveDigits) {}

  /// For a date without others beside it.
  static final PeriodDates ALONE =
      new PeriodDates(new Reading(DayPlace.OPEN, PairMeaning.MONTHS, FiveDigits.OPEN));

  private static final Pattern SLASHED = Pattern.compile("(\\d{1,2})([-/])(\\d{1,2})\\2\\d{4}");
  private static final Pattern FIVE_DIGITS = Pattern.compile("(\\d{4})(\\d)(?:\\.\\d{1,9})?");
  private static final Pattern PAIR = Pattern.compile("(\\d{4})[-/:.](\\d{1,2})");

  /// With fewer dates, a constant day or a last part of a year may be chance.
  private static final int DATES_MIN = 3;

  private static final int MONTHS = 12;

  private final PeriodDateReader reader;

  private PeriodDates(Reading reading) {
    reader = new PeriodDateReader(reading);
  }

  /// @param raw the dates of a sample as written
  static PeriodDates of(List<String> raw) {
    List<Matcher> slashed = new ArrayList<>();
    Map<Integer, Set<Integer>> pairs = new TreeMap<>();
    Map<Integer, Set<Integer>> fives = new TreeMap<>();
    for (String one : raw) {
      if (!isoDay(one) && one.length() <= 32) {
        String text = PeriodDateReader.folded(one);
        Matcher days = SLASHED.matcher(text);
        if (days.matches()) {
          slashed.add(days);
        }
        addPair(pairs, PAIR.matcher(text));
        addPair(fives, FIVE_DIGITS.matcher(text));
      }
    }
    Reading reading = new Reading(days(slashed), meaning(pairs), fiveDigits(fives));
    return reading.equals(ALONE.reader.reading()) ? ALONE : new PeriodDates(reading);
  }

  private static void addPair(Map<Integer, Set<Integer>> pairs, Matcher pair) {
    if (pair.matches()) {
      pairs
          .computeIfAbsent(Integer.parseInt(pair.group(1)), year -> new TreeSet<>())
          .add(Integer.parseInt(pair.group(2)));
    }
  }

  /// The day or the first day of the period; empty if there is no reading or more than one.
  Optional<LocalDate> read(String raw) {
    return reader.date(raw);
  }

  /// Nearly all dates have this form, and the patterns would take most of the time of reading.
  static boolean isoDay(String raw) {
    return raw.length() == 10 && raw.charAt(4) == '-' && raw.charAt(7) == '-';
  }

  /// A number above 12 is a day. Without one, the number that never changes is the day of months or
  /// quarters: a year of the second of each month is no daily series.
  private static DayPlace days(List<Matcher> slashed) {
    Set<Integer> first = new HashSet<>();
    Set<Integer> second = new HashSet<>();
    for (Matcher date : slashed) {
      first.add(Integer.parseInt(date.group(1)));
      second.add(Integer.parseInt(date.group(3)));
    }
    boolean firstBeyond = first.stream().anyMatch(number -> number > MONTHS);
    boolean secondBeyond = second.stream().anyMatch(number -> number > MONTHS);
    if (firstBeyond != secondBeyond) {
      return firstBeyond ? DayPlace.FIRST : DayPlace.SECOND;
    }
    boolean constant = first.size() == 1 || second.size() == 1;
    if (firstBeyond || slashed.size() < DATES_MIN || !constant || first.size() == second.size()) {
      return DayPlace.OPEN;
    }
    return first.size() == 1 ? DayPlace.FIRST : DayPlace.SECOND;
  }

  /// Days of a spreadsheet do not all end with 1 to 4, and quarters do not end with anything else.
  private static FiveDigits fiveDigits(Map<Integer, Set<Integer>> pairs) {
    boolean quarters =
        pairs.values().stream().flatMap(Set::stream).allMatch(number -> number >= 1 && number <= 4);
    if (!quarters) {
      return FiveDigits.DAYS;
    }
    return restartsAfter(pairs, 4) ? FiveDigits.QUARTERS : FiveDigits.OPEN;
  }

  /// A series of months does not leave out the same eight months of every year.
  private static PairMeaning meaning(Map<Integer, Set<Integer>> pairs) {
    boolean consecutive =
        pairs.size() > 1
            && pairs.entrySet().stream()
                .allMatch(e -> e.getValue().equals(Set.of((e.getKey() + 1) % 100)));
    if (consecutive) {
      return PairMeaning.FISCAL_YEARS;
    }
    if (restartsAfter(pairs, 4)) {
      return PairMeaning.QUARTERS;
    }
    return restartsAfter(pairs, 2) ? PairMeaning.HALVES : PairMeaning.MONTHS;
  }

  /// Whether each year but the last ends with this part, each but the first begins with 1, and no
  /// part is missing between.
  private static boolean restartsAfter(Map<Integer, Set<Integer>> pairs, int parts) {
    List<Integer> years = List.copyOf(pairs.keySet());
    int dates = pairs.values().stream().mapToInt(Set::size).sum();
    if (years.size() < 2 || dates < DATES_MIN) {
      return false;
    }
    for (int i = 0; i < years.size(); i++) {
      List<Integer> numbers = List.copyOf(pairs.getOrDefault(years.get(i), Set.of()));
      boolean starts = i == 0 || numbers.getFirst() == 1;
      boolean ends =
          numbers.getLast() == parts || (i == years.size() - 1 && numbers.getLast() < parts);
      boolean whole = numbers.getLast() - numbers.getFirst() == numbers.size() - 1;
      boolean follows = i == 0 || years.get(i) == years.get(i - 1) + 1;
      if (!starts || !ends || !whole || !follows) {
        return false;
      }
    }
    return true;
  }
}
