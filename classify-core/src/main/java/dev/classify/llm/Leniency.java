package dev.classify.llm;

import java.util.Locale;

/// A way in which an answer differs from what was asked for, although nobody can doubt what it
/// says. Each is recorded, so that a model that often needs one can be found.
public enum Leniency {
  /// An object, or a bare array of objects, in place of `{"answers":[...]}`.
  OTHER_FORM,
  /// Text around the JSON, such as a code fence or an answer that was given up.
  TEXT_AROUND,
  /// More than one JSON value: an unfinished one before a whole one, or the same one twice.
  SEVERAL_VALUES,
  /// A term in other letters: `Percentage`, `currency_amount`.
  SPELLING,
  /// An empty text or a word for none in place of no currency, or no key at all without money.
  NO_CURRENCY,
  /// An attribute that is none of those asked for, left out.
  STATED,
  /// Confidence as text, or in percent.
  CONFIDENCE,
  /// Reasoning with control characters, longer than it is stored, or left out.
  REASONING;

  /// The name in a message, such as `other-form`.
  public String token() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
