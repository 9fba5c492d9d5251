package dev.classify.taxonomy;

import java.util.Collection;
import java.util.stream.Collectors;

/// Terms as they are written in messages.
final class TermList {

  private TermList() {}

  static String listed(Collection<? extends VocabularyTerm> terms) {
    return terms.stream().map(VocabularyTerm::token).sorted().collect(Collectors.joining(", "));
  }
}
