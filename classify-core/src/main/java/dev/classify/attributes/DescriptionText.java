package dev.classify.attributes;

import dev.classify.text.CsvTable.Row;
import dev.classify.text.TableFormat;
import dev.classify.text.TableSet;
import dev.classify.text.Token;
import dev.classify.text.Tokenizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// The sentences of a description that are about the numbers of the series: those that begin with a
/// word such as "data", and short ones such as "Seasonally adjusted." The others speak of methods
/// and of other series.
final class DescriptionText {

  static final TableFormat FORMAT =
      TableFormat.of("/dev/classify/attributes/data-words.csv", "term");

  private static final int CHARACTERS_MAX = 1_000;
  private static final int BEGINNING_WORDS = 3;
  private static final int SHORT_WORDS_MAX = 5;

  private static final Pattern SENTENCE_END = Pattern.compile("(?<=[.;!?])\\s+|\\R|(?<=。)");

  private final Set<String> dataWords;

  private DescriptionText(Set<String> dataWords) {
    this.dataWords = dataWords;
  }

  static DescriptionText read(TableSet tables) {
    Set<String> words = new HashSet<>();
    for (Row row : tables.read(FORMAT).rows()) {
      Tokenizer.tokens(row.phrase("term")).forEach(token -> words.add(token.folded()));
    }
    return new DescriptionText(words);
  }

  List<PiecedText> sentences(String description) {
    String beginning = description.substring(0, Math.min(description.length(), CHARACTERS_MAX));
    List<PiecedText> sentences = new ArrayList<>();
    for (String sentence : List.of(SENTENCE_END.split(beginning, -1))) {
      PiecedText text = new PiecedText(Tokenizer.tokens(sentence), false);
      if (text.words().size() <= SHORT_WORDS_MAX || ofData(text.words())) {
        sentences.add(text);
      }
    }
    return sentences;
  }

  private boolean ofData(List<Token> words) {
    return words.stream().limit(BEGINNING_WORDS).map(Token::folded).anyMatch(dataWords::contains);
  }
}
