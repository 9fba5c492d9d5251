package dev.classify.llm;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;

/// The tokens of a request, counted with the tokenizer of current OpenAI models (o200k). Other
/// models count slightly differently; their reported usage corrects the difference.
///
/// @param promptTokens instructions, schema, examples and indicators
/// @param answerTokensMax the longest possible answer, reasoning included
public record TokenEstimate(long promptTokens, long answerTokensMax) {

  /// Framing of the messages and of the answer.
  private static final int FRAME_TOKENS = 12;

  private static final int ANSWERS_TOKENS = 32;

  /// The longest answer to one indicator: about 150 tokens for keys and values, the rest for the
  /// reasoning text, which should be short but may not be.
  private static final int ANSWER_TOKENS = 320;

  /// The reasoning tokens of a reasoning model, once and per indicator; they count as output.
  private static final int REASONING_TOKENS = 2_000;

  private static final int REASONING_TOKENS_EACH = 500;

  /// Loaded with the first estimate: it takes a second, and memory that the rules do not need.
  private static final class Tokens {
    static final Encoding ENCODING =
        Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.O200K_BASE);
    static final long PREFIX =
        count(Instructions.TEXT) + count(AnswerSchema.bounded().toString()) + FRAME_TOKENS;

    static long count(String text) {
      return ENCODING.countTokensOrdinary(text);
    }
  }

  /// The tokens of a question.
  ///
  /// @param reasons whether the model reasons first
  public static TokenEstimate of(Examples examples, Question question, boolean reasons) {
    int indicators = question.indicators().size();
    long written = textTokensMax(indicators);
    long thought = reasons ? REASONING_TOKENS + (long) REASONING_TOKENS_EACH * indicators : 0;
    long shown = examples.isEmpty() ? 0 : Tokens.count(examples.write());
    long asked = Tokens.count(question.write());
    return new TokenEstimate(Tokens.PREFIX + shown + asked, written + thought);
  }

  /// The longest text of an answer, without any reasoning.
  public static long textTokensMax(int indicators) {
    return ANSWERS_TOKENS + (long) ANSWER_TOKENS * indicators;
  }

  /// The tokens of the common beginning of all prompts, which providers cache.
  public static long prefixTokens() {
    return Tokens.PREFIX;
  }

  /// The same with an answer that may take at least this many tokens.
  public TokenEstimate withAnswerTokensMin(long tokens) {
    return new TokenEstimate(promptTokens, Math.max(answerTokensMax, tokens));
  }

  public long totalTokens() {
    return promptTokens + answerTokensMax;
  }
}
