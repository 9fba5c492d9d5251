package dev.classify.time;

import dev.classify.text.TableFormat;
import dev.classify.text.TableSet;
import java.util.List;

/// The rule tables of this package, read and checked.
public final class TimeTables {

  /// Every table of this package.
  public static final List<TableFormat> FORMATS =
      List.of(AccumulationWords.FORMAT, FrequencyWords.DATASETS, FrequencyWords.WORDS);

  private final AccumulationWords accumulationWords;
  private final FrequencyWords frequencyWords;

  private TimeTables(AccumulationWords accumulationWords, FrequencyWords frequencyWords) {
    this.accumulationWords = accumulationWords;
    this.frequencyWords = frequencyWords;
  }

  /// Reads and checks the tables.
  public static TimeTables read(TableSet tables) {
    return new TimeTables(AccumulationWords.read(tables), FrequencyWords.read(tables));
  }

  AccumulationWords accumulationWords() {
    return accumulationWords;
  }

  FrequencyWords frequencyWords() {
    return frequencyWords;
  }
}
