package dev.classify.taxonomy;

import java.util.Locale;

/// The flags of an answer: stored and exported, but never decided, since each follows from a field
/// (docs/scheme.md 4 and 7).
public enum AnswerFlag implements AnswerColumn {
  IS_CURRENCY_DENOMINATED(AnswerField.CURRENCY, AnswerField.UNIT_TYPE, UnitType.CURRENCY_AMOUNT),
  IS_CUMULATIVE(AnswerField.TIME_BASIS, AnswerField.TIME_BASIS, TimeBasis.CUMULATIVE);

  private final AnswerField after;
  private final AnswerField source;
  private final String trueToken;

  AnswerFlag(AnswerField after, AnswerField source, VocabularyTerm trueFor) {
    this.after = after;
    this.source = source;
    this.trueToken = trueFor.token();
  }

  @Override
  public String column() {
    return name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String text(Classification answer) {
    return Boolean.toString(of(answer));
  }

  /// The field after which the flag is written.
  public AnswerField after() {
    return after;
  }

  /// The field from which the flag follows.
  public AnswerField source() {
    return source;
  }

  /// Whether an answer sets the flag.
  public boolean of(Classification answer) {
    return follows(source.token(answer).orElse(""));
  }

  /// Whether a value of the source field sets the flag.
  public boolean follows(String sourceToken) {
    return sourceToken.equals(trueToken);
  }
}
