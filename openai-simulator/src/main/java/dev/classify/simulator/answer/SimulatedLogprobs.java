package dev.classify.simulator.answer;

import dev.classify.llm.AnswerSpans;
import dev.classify.llm.AnswerSpans.Span;
import dev.classify.simulator.answer.Completion.TokenLogprob;
import dev.classify.simulator.settings.SeededRandom;
import dev.classify.taxonomy.AnswerField;
import dev.classify.taxonomy.Classification;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// Token probabilities of the simulated model: lower for wrong values than for right ones.
///
/// The first token of a value has the probability of the whole value; all other tokens have 1. The
/// probability depends only on the seed, the field and the value.
///
/// @param pieces the tokens of the text
record SimulatedLogprobs(List<byte[]> pieces, long seed) {

  private static final double RIGHT_MIN = 0.85;
  private static final double WRONG_MIN = 0.35;

  /// The width of both ranges.
  private static final double SPAN = 0.14;

  /// The tokens of an answer with their probabilities.
  ///
  /// @param right the right answers, by echo id
  List<TokenLogprob> of(String text, Map<String, Classification> right) {
    double[] logprobs = new double[pieces.size()];
    AnswerSpans.of(text)
        .forEach(
            (id, spans) ->
                spans.forEach(
                    (field, span) -> {
                      Classification answer = right.get(id);
                      if (answer != null) {
                        speak(logprobs, text, span, field, answer);
                      }
                    }));
    List<TokenLogprob> spoken = new ArrayList<>();
    for (int i = 0; i < logprobs.length; i++) {
      spoken.add(new TokenLogprob(numbers(pieces.get(i)), logprobs[i]));
    }
    return spoken;
  }

  private void speak(
      double[] logprobs, String text, Span span, AnswerField field, Classification right) {
    String value = text.substring(span.from(), span.to());
    double least = value.equals(field.token(right).orElse("null")) ? RIGHT_MIN : WRONG_MIN;
    double probability =
        least + SPAN * SeededRandom.of(seed, "logprob", field.column(), value).nextDouble();
    logprobs[holding(text, span)] += Math.log(probability);
  }

  /// The first token that contains a part of a value.
  private int holding(String text, Span span) {
    int from = text.substring(0, span.from()).getBytes(StandardCharsets.UTF_8).length;
    int end = 0;
    for (int i = 0; i < pieces.size(); i++) {
      end += pieces.get(i).length;
      if (end > from) {
        return i;
      }
    }
    throw new IllegalArgumentException("the value is beyond the end of the text");
  }

  private static List<Integer> numbers(byte[] bytes) {
    Integer[] numbers = new Integer[bytes.length];
    Arrays.setAll(numbers, i -> Byte.toUnsignedInt(bytes[i]));
    return List.of(numbers);
  }
}
