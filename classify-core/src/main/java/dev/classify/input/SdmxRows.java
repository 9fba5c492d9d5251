package dev.classify.input;

import dev.classify.exit.CommandFailure;
import dev.classify.indicator.AssignedColumns;
import dev.classify.indicator.Problem;
import dev.classify.input.TableRecords.Entry;
import dev.classify.text.SpreadsheetText;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;

/// The series of a table in SDMX-CSV, one indicator for each.
///
/// A file is read once and in little memory. So the rows of a series need not be adjacent, but
/// between two of them there may be rows of few other series.
final class SdmxRows implements RawRows {

  /// Series whose further rows are waited for; with 100 values each they take some 15 MB.
  static final int OPEN_MAX = 1_000;

  private final String source;
  private final TableRecords records;
  private final SdmxTable table;
  private final SdmxDescription description;

  /// By their dimensions, that of the latest row last.
  private final Map<List<String>, SdmxSeries> open = new LinkedHashMap<>(16, 0.75f, true);

  private final SdmxGroups groups;
  private final Queue<RawRow> ready = new ArrayDeque<>();
  private boolean ended;
  private boolean closedAny;

  private SdmxRows(
      String source, TableRecords records, SdmxTable table, SdmxDescription description) {
    this.source = source;
    this.records = records;
    this.table = table;
    this.description = description;
    groups = new SdmxGroups(table);
  }

  /// @param records behind the header
  /// @throws CommandFailure if the user names a column that is missing
  static SdmxRows of(
      String source,
      TableRecords records,
      List<String> header,
      SdmxTable table,
      AssignedColumns assigned) {
    ColumnMapping.requireAssigned(source, header, assigned);
    return new SdmxRows(source, records, table, new SdmxDescription(table, header, assigned));
  }

  @Override
  public Optional<RawRow> next() {
    while (ready.isEmpty() && !ended) {
      Optional<Entry> entry = TableRows.filled(source, records);
      entry.ifPresentOrElse(this::add, this::end);
    }
    return Optional.ofNullable(ready.poll());
  }

  private void end() {
    ended = true;
    open.forEach(this::finish);
    open.clear();
    ready.addAll(groups.unused());
  }

  private void finish(List<String> key, SdmxSeries series) {
    groups.describe(key, series);
    ready.add(description.row(series));
  }

  private void add(Entry entry) {
    switch (entry) {
      case Entry.Fields row ->
          add(row.line(), row.values().stream().map(SpreadsheetText::original).toList());
      case Entry.Broken row -> broken(row.line(), row.problem(), row.fix());
    }
  }

  private void add(long line, List<String> values) {
    String lengths = TableRows.lengths(values, table.columns());
    if (TableRows.isLonger(values, table.columns()) || values.size() <= table.value().column()) {
      broken(line, lengths, TableRows.QUOTES);
      return;
    }
    if (table.action() != null && table.action().code(values).equalsIgnoreCase("D")) {
      broken(line, "has the action D, which deletes an observation", "remove it");
      return;
    }
    String period = table.time().period(values);
    String value = table.value().code(values);
    if (period.isEmpty() && !value.isEmpty()) {
      broken(line, "has a value without TIME_PERIOD", "give it its period");
      return;
    }
    List<String> key = description.key(values);
    if (value.isEmpty() && groups.isGroup(key, period, values) && !open.containsKey(key)) {
      addGroup(line, key, values);
      return;
    }
    SdmxSeries series = open.computeIfAbsent(key, _ -> new SdmxSeries(line, table.columns()));
    records.warnings().forEach(series::warn);
    series.describe(values);
    if (!period.isEmpty()) {
      series.observe(line, period, value);
    }
    if (values.size() < table.columns()) {
      series.warn(TableRows.shorter("line " + line + " " + lengths));
    }
    if (open.size() > OPEN_MAX) {
      Iterator<Map.Entry<List<String>, SdmxSeries>> oldest = open.entrySet().iterator();
      Map.Entry<List<String>, SdmxSeries> first = oldest.next();
      finish(first.getKey(), first.getValue());
      oldest.remove();
      closedAny = true;
    }
  }

  private void addGroup(long line, List<String> key, List<String> values) {
    if (!groups.add(line, key, values)) {
      broken(
          line,
          "gives attributes to a group of series, behind %,d other such rows"
              .formatted(SdmxGroups.GROUPS_MAX),
          "write the attributes in the rows of the series");
    } else if (closedAny) {
      broken(
          line,
          "gives attributes to a group of series, of which the ones above were read without them",
          "put the rows of groups in front of those of observations");
    }
  }

  private void broken(long line, String problem, String fix) {
    ready.add(new RawRow.Broken(line, "", new Problem("row", problem, fix)));
  }

  @Override
  public String repeatedIdFix() {
    return "sort the table by its dimensions, so that the rows of a series stand together";
  }

  @Override
  public List<String> extraColumns() {
    return description.extraColumns();
  }

  @Override
  public void close() {
    TableRows.close(source, records);
  }
}
