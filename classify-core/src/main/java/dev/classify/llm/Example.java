package dev.classify.llm;

import dev.classify.indicator.Indicator;
import dev.classify.taxonomy.Classification;

/// An indicator with the answer that is right for it.
public record Example(AskedIndicator indicator, Classification answer) {

  /// One without its values and without hints: what reads off the texts is what it shows.
  public static Example of(Indicator indicator, Classification answer) {
    return new Example(AskedIndicator.of("example", indicator.withoutSample(), Hints.NONE), answer);
  }
}
