package dev.classify.store.review;

import dev.classify.indicator.Indicator;
import dev.classify.llm.Example;
import dev.classify.llm.ExampleSelection;
import dev.classify.llm.Examples;
import dev.classify.llm.SimilarIndicators;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Chooses, of what people confirmed or corrected or of a file, the examples that a model is shown:
/// those most like what it is asked about, and never the answer to that itself, which an evaluation
/// asks for.
///
/// To be used inside steps alone: people may decide something between two calls.
public final class ExampleChoice {

  /// The latest ones that are chosen from.
  private static final int KNOWN_MAX = 500;

  private final @Nullable ReviewedAnswers reviewed;
  private final int examplesMax;
  private long version = -1;
  private List<Known> known = List.of();
  private SimilarIndicators similarity = new SimilarIndicators(List.of());

  private record Known(String content, Example example) {}

  /// Chooses from what people have reviewed, at most this many examples.
  ///
  /// @param examplesMax 0 for none
  public ExampleChoice(ReviewedAnswers reviewed, int examplesMax) {
    this.reviewed = reviewed;
    this.examplesMax = examplesMax;
  }

  /// Chooses from these alone, at most this many.
  public ExampleChoice(List<ExampleSelection.Known> given, int examplesMax) {
    this.reviewed = null;
    this.examplesMax = examplesMax;
    know(given);
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
    Set<String> themselves = ExampleSelection.contentsOf(asked);
    return new Examples(
        similarity.nearest(asked, known.size()).stream()
            .map(place -> known.get(place))
            .filter(one -> !themselves.contains(one.content()))
            .limit(examplesMax)
            .map(Known::example)
            .toList());
  }

  /// Reads again what people said, if they have said something since.
  private void refresh() throws SQLException {
    if (reviewed == null) {
      return;
    }
    long present = reviewed.version();
    if (present == version) {
      return;
    }
    know(reviewed.known(KNOWN_MAX));
    version = present;
  }

  private void know(List<ExampleSelection.Known> given) {
    known =
        given.stream()
            .map(
                one ->
                    new Known(
                        ExampleSelection.contentOf(one.indicator()),
                        Example.of(one.indicator(), one.answer())))
            .toList();
    similarity =
        new SimilarIndicators(given.stream().map(ExampleSelection.Known::indicator).toList());
  }
}
