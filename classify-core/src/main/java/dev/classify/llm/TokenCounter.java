package dev.classify.llm;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;

/// Estimates tokens as the models of today count them (o200k); others count a little differently,
/// which the usage that they report corrects.
public final class TokenCounter {

  /// Begin and end of the two messages and of the answer.
  private static final int FRAME_TOKENS = 12;

  /// The most that an answer to one indicator takes: about 150 for keys and values, the rest for
  /// the reasoning, which is asked to be short but may not be.
  private static final int ANSWER_TOKENS = 320;

  private static final int ANSWERS_TOKENS = 32;

  /// What models that reason may think, once and for each indicator; it counts as answer.
  private static final int REASONING_TOKENS = 2_000;

  private static final int REASONING_TOKENS_EACH = 500;

  private final Encoding encoding =
      Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.O200K_BASE);
  private final long prefix =
      encoding.countTokensOrdinary(Instructions.TEXT)
          + encoding.countTokensOrdinary(AnswerSchema.strict().toString())
          + FRAME_TOKENS;

  /// What a question is going to take.
  ///
  /// @param reasons whether the model thinks before it answers
  public TokenEstimate estimate(Question question, boolean reasons) {
    return new TokenEstimate(
        prefix + encoding.countTokensOrdinary(question.write()),
        answerMax(question.indicators().size(), reasons));
  }

  /// The bound that a request puts on its answer.
  public static long answerMax(int indicators, boolean reasons) {
    long written = ANSWERS_TOKENS + (long) ANSWER_TOKENS * indicators;
    return reasons
        ? written + REASONING_TOKENS + (long) REASONING_TOKENS_EACH * indicators
        : written;
  }
}
