package dev.classify.llm;

import dev.classify.indicator.Indicator;
import dev.classify.taxonomy.Classification;

/// An indicator with its right answer.
public record Example(AskedIndicator indicator, Classification answer) {

  /// An example without values and hints, so that it shows what follows from the texts.
  public static Example of(Indicator indicator, Classification answer) {
    return new Example(AskedIndicator.of("example", indicator.withoutSample(), Hints.NONE), answer);
  }
}
