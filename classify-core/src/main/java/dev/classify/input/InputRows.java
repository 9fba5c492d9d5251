package dev.classify.input;

import dev.classify.exit.CommandFailure;
import dev.classify.indicator.CheckedDraft;
import dev.classify.indicator.Indicator;
import dev.classify.indicator.IndicatorCheck;
import dev.classify.indicator.IndicatorField;
import dev.classify.indicator.Problem;
import dev.classify.input.RawRows.RawRow;
import dev.classify.rules.RuleTables;
import dev.classify.rules.UnreadFields;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Reads and checks the rows of an input one by one. If several usable rows have the same id, the
/// first is used and the others are bad rows.
public final class InputRows implements AutoCloseable {

  /// With the shipped tables: the user's may hold more words, but reading an input needs no
  /// settings.
  private static final UnreadFields UNREAD = new UnreadFields(RuleTables.shipped());

  private final String source;
  private final RawRows rows;
  private final Optional<String> reading;
  private final SeenIds seen = new SeenIds();

  /// @param source its name for messages
  public InputRows(String source, RawRows rows) {
    this(source, rows, Optional.empty());
  }

  InputRows(String source, RawRows rows, Optional<String> reading) {
    this.source = source;
    this.rows = rows;
    this.reading = reading;
  }

  /// How a file is read, in words; empty if it is CSV between commas, or JSON, in UTF-8, as
  /// expected.
  public Optional<String> reading() {
    return reading;
  }

  /// The next row, empty after the last one.
  ///
  /// @throws CommandFailure if the rest cannot be read; the rows returned before remain valid
  public Optional<InputRow> next() {
    return rows.next().map(this::check);
  }

  private InputRow check(RawRow row) {
    RowLocation place = new RowLocation(source, row.line());
    return switch (row) {
      case RawRow.Broken broken -> new InputRow.Bad(place, broken.id(), List.of(broken.problem()));
      case RawRow.Parsed read ->
          switch (IndicatorCheck.check(read.draft())) {
            case CheckedDraft.Accepted accepted -> accept(accepted, place, read.warnings());
            case CheckedDraft.Refused refused ->
                new InputRow.Bad(place, refused.id(), refused.problems());
          };
    };
  }

  private InputRow accept(
      CheckedDraft.Accepted accepted, RowLocation place, List<Problem> warnings) {
    Indicator indicator = accepted.indicator();
    long first = seen.firstLine(indicator.id(), place.line());
    if (first == 0) {
      List<Problem> all =
          Stream.of(warnings, accepted.warnings(), UNREAD.of(indicator))
              .flatMap(List::stream)
              .toList();
      return new InputRow.Good(indicator, place, all);
    }
    Problem repeated =
        new Problem(
            IndicatorField.INDICATOR_ID.column(),
            "repeats the id of line " + first + ", which is used",
            rows.repeatedIdFix());
    return new InputRow.Bad(place, indicator.id(), List.of(repeated));
  }

  /// The columns or keys that match no field; for JSONL, those of the rows read so
  /// far.
  public List<String> extraColumns() {
    return rows.extraColumns();
  }

  @Override
  public void close() {
    rows.close();
  }
}
