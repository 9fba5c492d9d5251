package dev.classify.rules;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.classify.indicator.CheckedDraft;
import dev.classify.indicator.Indicator;
import dev.classify.indicator.IndicatorCheck;
import dev.classify.indicator.IndicatorJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Indicators of a CSV file, checked like any input.
record IndicatorFile(Path path) {

  private static final int FIELD_CHARACTERS_MAX = 1 << 24;

  /// The usable rows, by their number in the file, from 1.
  Map<Integer, Indicator> rows() {
    Map<Integer, Indicator> rows = new LinkedHashMap<>();
    List<NamedCsvRecord> records = records();
    for (int i = 0; i < records.size(); i++) {
      ObjectNode json = JsonNodeFactory.instance.objectNode();
      records.get(i).getFieldsAsMap().forEach(json::put);
      switch (IndicatorCheck.check(IndicatorJson.draft(json))) {
        case CheckedDraft.Accepted accepted -> rows.put(i + 1, accepted.indicator());
        case CheckedDraft.Refused refused -> {}
      }
    }
    return rows;
  }

  List<NamedCsvRecord> records() {
    try (CsvReader<NamedCsvRecord> reader =
        CsvReader.builder().maxBufferSize(FIELD_CHARACTERS_MAX).ofNamedCsvRecord(path)) {
      return reader.stream().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
