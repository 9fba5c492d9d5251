package dev.classify.store.review;

import dev.classify.indicator.ContentHash;
import dev.classify.indicator.Indicator;
import dev.classify.llm.Example;
import dev.classify.llm.Examples;
import dev.classify.llm.SimilarIndicators;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Chooses, of what people confirmed or corrected, the examples that a model is shown: those most
/// like what it is asked about, and never the answer to that itself, which an evaluation asks for.
///
/// To be used inside steps alone: people may decide something between two calls.
public final class ExampleChoice {

  /// The latest ones that are chosen from.
  private static final int KNOWN_MAX = 500;

  private final ReviewedAnswers reviewed;
  private final int examplesMax;
  private long version = -1;
  private List<Known> known = List.of();
  private SimilarIndicators similarity = new SimilarIndicators(List.of());

  private record Known(String contentHash, Example example) {}

  /// Chooses at most this many examples.
  ///
  /// @param examplesMax 0 for none
  public ExampleChoice(ReviewedAnswers reviewed, int examplesMax) {
    this.reviewed = reviewed;
    this.examplesMax = examplesMax;
  }

  /// How many are chosen at most.
  public int examplesMax() {
    return examplesMax;
  }

  /// The examples for a batch, the most similar first.
  ///
  /// @param asked what is asked about
  public synchronized Examples of(List<Indicator> asked) throws SQLException {
    if (examplesMax == 0 || asked.isEmpty()) {
      return Examples.NONE;
    }
    refresh();
    Set<String> themselves = asked.stream().map(ContentHash::of).collect(Collectors.toSet());
    return new Examples(
        similarity.nearest(asked, known.size()).stream()
            .map(place -> known.get(place))
            .filter(one -> !themselves.contains(one.contentHash()))
            .limit(examplesMax)
            .map(Known::example)
            .toList());
  }

  /// Reads again what people said, if they have said something since.
  private void refresh() throws SQLException {
    long present = reviewed.version();
    if (present == version) {
      return;
    }
    List<Known> examples = new ArrayList<>();
    List<Indicator> indicators = new ArrayList<>();
    for (ReviewedAnswers.ReviewedAnswer one : reviewed.latest(KNOWN_MAX)) {
      Indicator indicator = one.indicator();
      if (indicator != null) {
        indicators.add(indicator);
        examples.add(new Known(ContentHash.of(indicator), Example.of(indicator, one.answer())));
      }
    }
    known = examples;
    similarity = new SimilarIndicators(indicators);
    version = present;
  }
}
