package dev.classify.cli.input;

import dev.classify.indicator.Indicator;
import dev.classify.indicator.IndicatorJson;
import dev.classify.input.InputRows;
import dev.classify.input.RawRows;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/// Indicators in memory.
final class MemorySource implements InputSource {

  private final String name;
  private final List<Indicator> indicators;

  MemorySource(String name, List<Indicator> indicators) {
    this.name = name;
    this.indicators = List.copyOf(indicators);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Path rejectFile() {
    return Path.of(name + ".rejects.csv");
  }

  @Override
  public InputRows open() {
    return new InputRows(name, new Rows(indicators.iterator()));
  }

  @Override
  public void close() {}

  /// The indicators as a JSONL file would hold them; the line is the position, from 1.
  private static final class Rows implements RawRows {

    private final Iterator<Indicator> indicators;
    private long line;

    Rows(Iterator<Indicator> indicators) {
      this.indicators = indicators;
    }

    @Override
    public Optional<RawRow> next() {
      if (!indicators.hasNext()) {
        return Optional.empty();
      }
      line++;
      return Optional.of(
          new RawRow.Parsed(line, IndicatorJson.draft(IndicatorJson.write(indicators.next()))));
    }

    @Override
    public List<String> extraColumns() {
      return List.of();
    }

    @Override
    public void close() {}
  }
}
