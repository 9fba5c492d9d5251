package dev.classify.service.llm;

import com.fasterxml.jackson.databind.JsonNode;
import dev.classify.llm.AnswerSpans;
import dev.classify.llm.AnswerSpans.Span;
import dev.classify.taxonomy.AnswerField;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// How probable the values are that a model wrote, by the tokens that it wrote them with.
///
/// A value's probability is the product of those of all tokens that hold some of it. Tokens are
/// laid over the content byte by byte: one may hold a quote and the beginning of a value, or half a
/// character.
final class TokenProbabilities {

  private final byte[] content;
  private final int[] ends;
  private final double[] logprobs;

  private TokenProbabilities(byte[] content, int[] ends, double[] logprobs) {
    this.content = content;
    this.ends = ends;
    this.logprobs = logprobs;
  }

  /// By echo id and field; what cannot be told is left out.
  ///
  /// @param tokens the array `logprobs.content` of a choice; anything else where there is none
  static Map<String, Map<AnswerField, Double>> of(String content, JsonNode tokens) {
    if (!tokens.isArray() || tokens.isEmpty()) {
      return Map.of();
    }
    TokenProbabilities read = read(tokens);
    int[] places = places(content);
    int shift = read.find(content.getBytes(StandardCharsets.UTF_8));
    if (shift < 0) {
      return Map.of();
    }
    Map<String, Map<AnswerField, Double>> found = new HashMap<>();
    AnswerSpans.of(content).forEach((id, spans) -> found.put(id, read.each(spans, places, shift)));
    return found;
  }

  private static TokenProbabilities read(JsonNode tokens) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    int[] ends = new int[tokens.size()];
    double[] logprobs = new double[tokens.size()];
    for (int i = 0; i < ends.length; i++) {
      JsonNode token = tokens.get(i);
      content.writeBytes(bytes(token));
      ends[i] = content.size();
      logprobs[i] = token.path("logprob").asDouble(Double.NaN);
    }
    return new TokenProbabilities(content.toByteArray(), ends, logprobs);
  }

  /// The bytes count where they are given: the text of half a character is a stand-in.
  private static byte[] bytes(JsonNode token) {
    JsonNode given = token.path("bytes");
    if (!given.isArray()) {
      return token.path("token").asText("").getBytes(StandardCharsets.UTF_8);
    }
    byte[] bytes = new byte[given.size()];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) given.get(i).asInt();
    }
    return bytes;
  }

  /// Where the content begins in what the tokens say, which may have marks or thoughts around it;
  /// negative where the tokens say something else.
  private int find(byte[] wanted) {
    String all = new String(content, StandardCharsets.ISO_8859_1);
    return all.indexOf(new String(wanted, StandardCharsets.ISO_8859_1));
  }

  /// For each character, and the end, the byte at which it stands.
  private static int[] places(String content) {
    int[] places = new int[content.length() + 1];
    for (int i = 0; i < content.length(); i++) {
      char c = content.charAt(i);
      // Both halves of a pair make four bytes.
      int size = c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
      places[i + 1] = places[i] + size;
    }
    return places;
  }

  private Map<AnswerField, Double> each(Map<AnswerField, Span> spans, int[] places, int shift) {
    Map<AnswerField, Double> probabilities = new EnumMap<>(AnswerField.class);
    spans.forEach(
        (field, span) ->
            probability(places[span.from()] + shift, places[span.to()] + shift)
                .ifPresent(probability -> probabilities.put(field, probability)));
    return probabilities;
  }

  private Optional<Double> probability(int from, int to) {
    double sum = 0;
    int begin = 0;
    boolean any = false;
    for (int i = 0; i < ends.length && begin < to; i++) {
      if (ends[i] > from && ends[i] > begin) {
        sum += logprobs[i];
        any = true;
      }
      begin = ends[i];
    }
    return any && !Double.isNaN(sum) ? Optional.of(Math.min(1, Math.exp(sum))) : Optional.empty();
  }
}
