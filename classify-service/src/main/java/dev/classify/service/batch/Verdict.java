package dev.classify.service.batch;

/// What is known of a content after a request about it.
sealed interface Verdict {

  /// It has its answer.
  record Done(Open.Answered said) implements Verdict {}

  /// It is to be asked about once more.
  record Ask(Open row) implements Verdict {}

  /// Asking on is of no use.
  record GiveUp(String reason) implements Verdict {}
}
