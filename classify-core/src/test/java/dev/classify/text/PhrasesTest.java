package dev.classify.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PhrasesTest {

  private final Phrases<String> phrases =
      Phrases.<String>builder()
          .add("interest", "short")
          .add("interest rate*", "long")
          .add("export*", "open")
          .build();

  @Test
  void everyMatchIsFoundOverlappingOnesToo() {
    assertThat(phrases.find(Tokenizer.tokens("Interest rates")))
        .extracting(Phrases.Match::value)
        .containsExactly("short", "long");
  }

  @Test
  void longestMatchHidesTheShorter() {
    assertThat(phrases.findLongest(Tokenizer.tokens("Interest rates, exports")))
        .extracting(Phrases.Match::value)
        .containsExactly("long", "open");
  }

  @Test
  void onlyPhrasesInsideALongerOneAreLeftOut() {
    assertThat(phrases.findOutermost(Tokenizer.tokens("Exports, interest, interest rates")))
        .extracting(Phrases.Match::value)
        .containsExactly("open", "short", "long");
  }

  @Test
  void beginningsOfTheSameWordAreAllFound() {
    Phrases<String> beginnings =
        Phrases.<String>builder()
            .add("export*", "open")
            .add("exp*", "wide")
            .add("export* price", "two")
            .build();

    assertThat(beginnings.find(Tokenizer.tokens("Exporters price")))
        .extracting(Phrases.Match::value)
        .containsExactly("wide", "open", "two");
    assertThat(beginnings.find(Tokenizer.tokens("ex"))).isEmpty();
  }

  @Test
  void wordsInsideOtherWordsAreNoMatch() {
    assertThat(phrases.find(Tokenizer.tokens("disinterest reexports"))).isEmpty();
  }
}
