package dev.classify.input;

import dev.classify.exit.CommandFailure;
import dev.classify.indicator.AssignedColumns;
import dev.classify.indicator.IndicatorField;
import dev.classify.input.TableRecords.Entry;
import dev.classify.terminal.ShownText;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// How the rows of a CSV text are laid out: what separates fields, and which line is the header.
///
/// @param delimiter between fields
/// @param headerLine from 1; what stands above belongs to no row
record CsvLayout(char delimiter, long headerLine) {

  static final CsvLayout COMMAS = new CsvLayout(',', 1);

  /// A header further down is found with `--skip-lines` only.
  static final int RECORDS_MAX = 100;

  private static final List<Character> DELIMITERS = List.of(',', ';', '\t', '|');

  /// Excel writes and reads this line to say the separator.
  private static final Pattern SEPARATOR_LINE =
      Pattern.compile("\"?[sS][eE][pP]=(.)\"?[ \\t,;]*(\r\n|\r|\n|$)");

  private static final Comparator<Candidate> BETTER =
      Comparator.comparing(Candidate::isComplete)
          .thenComparing(candidate -> candidate.fields().size())
          .thenComparing(Candidate::columns);

  /// A record that may be the header.
  private record Candidate(char delimiter, long line, int columns, Set<IndicatorField> fields) {

    boolean isComplete() {
      return fields.contains(IndicatorField.INDICATOR_ID) && fields.contains(IndicatorField.NAME);
    }
  }

  /// Recognises the layout where the options do not say it.
  ///
  /// @param start of the text; its last record may be cut
  /// @throws CommandFailure if two separators give as good a header
  static CsvLayout of(String source, String start, InputOptions options) {
    TextOptions said = options.text();
    Character delimiter = said.delimiter();
    int skipped = said.skipLines() == null ? 0 : said.skipLines();
    Matcher separator = SEPARATOR_LINE.matcher(start);
    if (skipped == 0 && separator.lookingAt() && mayDelimit(separator.group(1))) {
      delimiter = delimiter == null ? separator.group(1).charAt(0) : delimiter;
      skipped = 1;
    }
    boolean exact = said.skipLines() != null;
    if (delimiter != null && exact) {
      return new CsvLayout(delimiter, skipped + 1L);
    }
    List<Candidate> headers = new ArrayList<>();
    for (char tried : delimiter == null ? DELIMITERS : List.of(delimiter)) {
      header(records(start, tried, skipped, exact ? 1 : RECORDS_MAX), options.assigned(), tried)
          .ifPresent(headers::add);
    }
    return choose(source, headers, skipped);
  }

  private static boolean mayDelimit(String character) {
    return TextOptions.mayDelimit(character.charAt(0));
  }

  private static CsvLayout choose(String source, List<Candidate> headers, int skipped) {
    @Nullable Candidate best = headers.stream().max(BETTER).orElse(null);
    if (best == null) {
      return new CsvLayout(',', skipped + 1L);
    }
    List<Candidate> equal =
        headers.stream().filter(header -> BETTER.compare(header, best) == 0).toList();
    if (equal.size() > 1 && best.columns() > 1) {
      throw CommandFailure.usage(
          "the fields of %s may be separated by %s"
              .formatted(
                  source,
                  equal.stream()
                      .map(header -> name(header.delimiter()))
                      .collect(Collectors.joining(" or "))),
          "say which: --delimiter tab, comma, semicolon or pipe");
    }
    Candidate header = equal.getFirst();
    return new CsvLayout(header.delimiter(), header.line());
  }

  /// The line of the record that is the header.
  static long headerLine(List<Entry> records, AssignedColumns assigned) {
    return header(records, assigned, ',').map(Candidate::line).orElse(1L);
  }

  /// The first record with an id and a name; else the first with two fields that we know; else the
  /// first with two columns; else the first.
  private static Optional<Candidate> header(
      List<Entry> records, AssignedColumns assigned, char delimiter) {
    List<Candidate> all =
        records.stream().map(record -> candidate(record, assigned, delimiter)).toList();
    return first(all, Candidate::isComplete)
        .or(() -> first(all, header -> header.fields().size() > 1))
        .or(() -> first(all, header -> header.columns() > 1))
        .or(() -> all.stream().findFirst());
  }

  private static Optional<Candidate> first(List<Candidate> all, Predicate<Candidate> wanted) {
    return all.stream().filter(wanted).findFirst();
  }

  private static Candidate candidate(Entry record, AssignedColumns assigned, char delimiter) {
    Set<IndicatorField> fields = EnumSet.noneOf(IndicatorField.class);
    int columns =
        switch (record) {
          case Entry.Fields(long _, List<String> values) -> {
            if ((!assigned.hasFields() && OfficeTable.of(values).isPresent())
                || SdmxTable.of(values).isPresent()) {
              fields.add(IndicatorField.INDICATOR_ID);
              fields.add(IndicatorField.NAME);
            }
            for (String value : values) {
              ColumnMapping.fieldOf(value.strip(), assigned).ifPresent(fields::add);
            }
            yield values.size();
          }
          case Entry.Broken broken -> broken.values().size() + 1;
        };
    return new Candidate(delimiter, record.line(), columns, fields);
  }

  private static List<Entry> records(String start, char delimiter, int skipped, int recordsMax) {
    List<Entry> read = new ArrayList<>();
    try {
      CsvRecords records = new CsvRecords(new StringReader(start), delimiter);
      records.skipLines(skipped);
      Optional<Entry> record = records.next();
      while (record.isPresent() && read.size() < recordsMax) {
        read.add(record.get());
        record = records.next();
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return read;
  }

  /// The separator in words.
  static String name(char delimiter) {
    return switch (delimiter) {
      case ',' -> "commas";
      case ';' -> "semicolons";
      case '\t' -> "tabs";
      case '|' -> "bars (|)";
      default -> "the character " + ShownText.of(String.valueOf(delimiter));
    };
  }
}
