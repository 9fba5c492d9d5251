package dev.classify.llm;

import dev.classify.indicator.Indicator;
import dev.classify.text.Token;
import dev.classify.text.Tokenizer;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Finds the known indicators that are most similar to given ones: cosine similarity of their
/// words, weighted by rarity among the known ones (tf-idf), every word counted once.
public final class SimilarIndicators {

  /// Characters of a description that are compared; later text is mostly about method.
  private static final int DESCRIPTION_CHARACTERS = 400;

  private final List<Set<String>> known;
  private final Map<String, Integer> documents = new HashMap<>();

  public SimilarIndicators(List<Indicator> known) {
    this.known = known.stream().map(SimilarIndicators::words).toList();
    this.known.forEach(words -> words.forEach(word -> documents.merge(word, 1, Integer::sum)));
  }

  /// The indexes of the known indicators most similar to any of these, the most similar first.
  /// Those without a common word are left out.
  public List<Integer> nearest(List<Indicator> to, int countMax) {
    List<Set<String>> wanted = to.stream().map(SimilarIndicators::words).toList();
    double[] scores =
        known.stream()
            .mapToDouble(one -> wanted.stream().mapToDouble(w -> cosine(one, w)).max().orElse(0))
            .toArray();
    return IntStream.range(0, scores.length)
        .filter(place -> scores[place] > 0)
        .boxed()
        .sorted(Comparator.comparingDouble((Integer place) -> -scores[place]).thenComparing(p -> p))
        .limit(countMax)
        .toList();
  }

  private double cosine(Set<String> one, Set<String> other) {
    double shared = one.stream().filter(other::contains).mapToDouble(this::squared).sum();
    return shared == 0 ? 0 : shared / Math.sqrt(length(one) * length(other));
  }

  private double length(Set<String> words) {
    return words.stream().mapToDouble(this::squared).sum();
  }

  private double squared(String word) {
    double weight = Math.log(1 + (known.size() + 1.0) / (1 + documents.getOrDefault(word, 0)));
    return weight * weight;
  }

  private static Set<String> words(Indicator indicator) {
    Set<String> words = new HashSet<>();
    Stream.of(
            indicator.name(), indicator.units(), indicator.longName(), cut(indicator.description()))
        .filter(text -> text != null)
        .flatMap(text -> Tokenizer.tokens(text).stream())
        .filter(token -> token.kind() != Token.Kind.NUMBER)
        .map(Token::folded)
        .forEach(words::add);
    return words;
  }

  private static @Nullable String cut(@Nullable String text) {
    return text == null || text.length() <= DESCRIPTION_CHARACTERS
        ? text
        : text.substring(0, DESCRIPTION_CHARACTERS);
  }
}
