package dev.classify.rules;

import dev.classify.taxonomy.VocabularyTerm;
import java.util.Locale;

/// What tells right answers from wrong ones, beside the strength of the evidence. signs.csv says by
/// how much, for each field. Each sign is a number from 0 to 1.
enum ConfidenceSign implements VocabularyTerm {
  /// Holds for every answer.
  ALWAYS,
  /// What calibration.csv says of the strength, as log odds.
  STRENGTH,
  /// The weight of the winner.
  WEIGHT,
  /// How much the winner outweighs the heaviest evidence for another value.
  MARGIN,
  /// The winner outweighs some evidence for another value.
  OPPOSED,
  /// The scheme or custom decides, not a text.
  NOT_STATED,
  /// The term that says what is measured decides this field, too.
  SUBJECT_DECIDES,
  /// The share of the letters of the title that the tables know.
  TITLE_READ,
  /// The first word of the title belongs to a term.
  TITLE_BEGINS_READ,
  /// The last word of the title, without brackets, belongs to a term.
  TITLE_ENDS_READ,
  /// No term of the title is known.
  TITLE_UNKNOWN,
  /// The title has one or two words only.
  SHORT_TITLE,
  /// The subject is usually counted in this unit type.
  UNIT_AS_USUAL,
  /// The subject is usually counted in another unit type.
  UNIT_UNUSUAL,
  /// A word of the unit is in no table.
  UNIT_UNREAD,
  /// No text says what the unit is.
  UNIT_NOT_STATED,
  /// Nothing says how often values appear.
  FREQUENCY_NOT_KNOWN,
  /// The title is not in English letters.
  FOREIGN,
  /// No term says what is measured, only the unit does.
  MEANING_OF_UNIT,
  /// The terms found say different things about what is measured.
  MEANINGS_DIFFER,
  /// The terms of the title name several kinds of things.
  SEVERAL_KINDS,
  /// The unit is a percentage.
  PERCENTAGE,
  /// The unit counts things.
  COUNT,
  /// The unit is an index.
  INDEX,
  /// The deciding term is a hint, not a subject.
  HINT,
  /// The deciding term is a single word.
  SINGLE_WORD,
  /// The deciding term names a measure, such as a share or an area, not what is measured.
  MEASURE,
  /// The deciding term stands behind a preposition.
  IN_COMPLEMENT,
  /// Another term of the title says something else.
  OPPOSED_BY_TERM,
  /// The unit alone would mean something else.
  NOT_OF_UNIT,
  /// The answer is that a rise is neither good nor bad.
  NEUTRAL,
  /// The same, of a title with unknown words.
  NEUTRAL_UNREAD,
  /// Readings and averages of such a series differ by its frequency, which is not known.
  QUOTED_WITHOUT_FREQUENCY;

  /// Where the number of this sign stands in the numbers of an answer and in the weights.
  @SuppressWarnings("EnumOrdinal") // arrays, because every row of an input has these numbers
  int place() {
    return ordinal();
  }

  /// Such as `title-read`.
  @Override
  public String token() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
