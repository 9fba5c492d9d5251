package dev.classify.text;

import dev.classify.taxonomy.VocabularyTerm;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// What a cell of a rule table may hold.
///
/// @param described the allowed words, for the fix of a message
public record Vocabulary<T>(Function<String, Optional<T>> finder, String described) {

  /// The tokens of an enumeration.
  public static <T extends Enum<T> & VocabularyTerm> Vocabulary<T> of(Class<T> terms) {
    List<String> tokens =
        Arrays.stream(terms.getEnumConstants()).map(VocabularyTerm::token).toList();
    return new Vocabulary<>(token -> VocabularyTerm.find(terms, token), CsvTable.joined(tokens));
  }

  /// Words with their meanings, which are the table's own.
  public static <T> Vocabulary<T> of(Map<String, T> words) {
    return new Vocabulary<>(
        word -> Optional.ofNullable(words.get(word)),
        CsvTable.joined(words.keySet().stream().sorted().toList()));
  }

  Optional<T> find(String word) {
    return finder.apply(word);
  }
}
