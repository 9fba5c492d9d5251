package dev.classify.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PhraseIndexTest {

  private final PhraseIndex<String> phrases =
      PhraseIndex.<String>builder()
          .add("interest", "short")
          .add("interest rate*", "long")
          .add("export*", "open")
          .build();

  @Test
  void everyMatchIsFoundIncludingOverlappingOnes() {
    assertThat(phrases.find(Tokenizer.tokens("Interest rates")))
        .extracting(PhraseIndex.Match::value)
        .containsExactly("short", "long");
  }

  @Test
  void longestMatchHidesTheShorter() {
    assertThat(phrases.findLongest(Tokenizer.tokens("Interest rates, exports")))
        .extracting(PhraseIndex.Match::value)
        .containsExactly("long", "open");
  }

  @Test
  void onlyPhrasesInsideALongerMatchAreLeftOut() {
    assertThat(phrases.findOutermost(Tokenizer.tokens("Exports, interest, interest rates")))
        .extracting(PhraseIndex.Match::value)
        .containsExactly("open", "short", "long");
  }

  @Test
  void everyPhraseThatStartsWithTheSameWordIsFound() {
    PhraseIndex<String> beginnings =
        PhraseIndex.<String>builder()
            .add("export*", "open")
            .add("exp*", "wide")
            .add("export* price", "two")
            .build();

    assertThat(beginnings.find(Tokenizer.tokens("Exporters price")))
        .extracting(PhraseIndex.Match::value)
        .containsExactly("wide", "open", "two");
    assertThat(beginnings.find(Tokenizer.tokens("ex"))).isEmpty();
  }

  @Test
  void wordsInsideOtherWordsDoNotMatch() {
    assertThat(phrases.find(Tokenizer.tokens("disinterest reexports"))).isEmpty();
  }
}
