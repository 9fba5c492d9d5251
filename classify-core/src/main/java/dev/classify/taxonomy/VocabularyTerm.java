package dev.classify.taxonomy;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/// A member of a closed vocabulary, stored and exchanged by its token.
public interface VocabularyTerm {

  /// The spelling used in tables, files and messages, such as `currency-amount`.
  String token();

  /// The member with this token, empty where the vocabulary has none.
  static <T extends Enum<T> & VocabularyTerm> Optional<T> find(Class<T> vocabulary, String token) {
    for (T term : vocabulary.getEnumConstants()) {
      if (term.token().equals(token)) {
        return Optional.of(term);
      }
    }
    return Optional.empty();
  }

  /// The member with this token.
  ///
  /// @throws IllegalArgumentException where the vocabulary has none
  static <T extends Enum<T> & VocabularyTerm> T of(Class<T> vocabulary, String token) {
    return find(vocabulary, token)
        .orElseThrow(
            () -> {
              String all =
                  Arrays.stream(vocabulary.getEnumConstants())
                      .map(VocabularyTerm::token)
                      .collect(Collectors.joining(", "));
              return new IllegalArgumentException(token + " is none of " + all);
            });
  }
}
