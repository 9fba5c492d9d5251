package dev.classify.cli.evaluate;

import dev.classify.cli.input.RecordFile;
import dev.classify.evaluate.GoldLabels;
import dev.classify.evaluate.GoldReader;
import dev.classify.exit.CommandFailure;
import dev.classify.units.CurrencyCodes;
import java.nio.file.Path;

/// A file of labels.
public final class GoldFile {

  private GoldFile() {}

  /// Reads a whole file.
  ///
  /// @param currencies that a label may be
  /// @throws CommandFailure where it is no file of labels at all
  public static GoldLabels read(Path path, CurrencyCodes currencies) {
    GoldReader reader = new GoldReader(path.toString(), currencies);
    new RecordFile(path).each(reader::add);
    return reader.labels();
  }
}
