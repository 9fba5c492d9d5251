package dev.classify.units;

import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.text.Token;
import dev.classify.text.Tokenizer;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocalWordsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Genomsnittlig månadslön|kr|SEK",
        "Gjennomsnittlig månedslønn|kr|NOK",
        "Gennemsnitlig løn, Danmark|kr|DKK",
        "Iceland, public debt|bn kr|bn ISK",
        "Strømpris i Norge|øre/kWh|NOK / kWh",
        "Pakistan: notes and coin|Rs bn|PKR bn",
        "Senegal: government revenue|FCFA bn|XOF bn",
        "Cameroun, recettes|milliards de FCFA|milliards de XAF",
        "الناتج المحلي الإجمالي، قطر|مليون ريال|مليون QAR",
        "Salario medio, Colombia|pesos|COP",
        "Câștigul salarial, Moldova|lei|MDL",
        "Trabajadores registrados|Miles|miles de",
      })
  void wordMeansWhatItMeansInThePlaceThatTheTitleNames(String title, String unit, String plain) {
    assertThat(spelledOut(unit, title)).isEqualToIgnoringCase(plain);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Vehicle miles traveled|miles|miles",
        "Average wage|kr|kr",
        "Trade of Sweden with Norway|kr bn|kr bn",
        "Créditos, saldo anual|miles de millones de pesos|miles de millones de pesos",
        "Iron ore of Sweden|thousand tonnes of ore|thousand tonnes of ore",
      })
  void wordStaysWhereNoPlaceOrTwoAreNamed(String title, String unit, String plain) {
    assertThat(spelledOut(unit, title)).isEqualTo(plain);
  }

  @Test
  void unitWithoutSuchAWordIsTheSameList() {
    List<Token> unit = Tokenizer.tokens("EUR mn");
    assertThat(ShippedUnits.TABLES.localWords().spelledOut(unit, List.of())).isSameAs(unit);
  }

  private static String spelledOut(String unit, String title) {
    List<Token> tokens = Tokenizer.tokens(unit);
    return ShippedUnits.TABLES
        .localWords()
        .spelledOut(tokens, List.of(Tokenizer.tokens(title), tokens))
        .stream()
        .map(Token::original)
        .collect(Collectors.joining(" "));
  }
}
