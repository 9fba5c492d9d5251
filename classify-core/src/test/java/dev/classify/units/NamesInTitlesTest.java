package dev.classify.units;

import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.text.Tokenizer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Names of places and common words that are also names of money or numbers (docs/scheme.md 4).
class NamesInTitlesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Población, Colón",
        "Population (Córdoba)",
        "Exports, Mendoza/Córdoba",
        "Producción, Bolívar",
        "Pobreza, Quetzal",
        "Población (Lempira)",
        "Seats, Won",
        "Population, Rand",
        "Population (Dong)",
        "Export, Kina",
        "Households (Sterling)",
        "Einwohner, Franken",
        "Tasa de interés (reales)",
        "Orçamento, lei",
        "Livres (à lire)",
        "Population, Villa Real",
        "Population, Montréal",
        "Produkcja, taka",
        "Население, Сумы",
        "Population, Bob",
        "Verkauf, bio",
        "Försäljning (bil)"
      })
  void nameIsNoUnit(String title) {
    assertThat(ShippedUnits.TEXT.inTitle(Tokenizer.tokens(title), false).known()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Exchange rate, won per US dollar|KRW
          GDP (billions of won)|KRW
          GDP, current rand|ZAR
          Export value (1000 dong)|VND
          Deuda, millones de bolívares|VES
          Imports (rand)|ZAR
          Rice price (won/kg)|KRW
          Wages (South Korean won)|KRW
          """)
  void moneyBesideOtherWordsOfMoneyIsRead(String title, String currency) {
    assertThat(ShippedUnits.TEXT.inTitle(Tokenizer.tokens(title), false).currency())
        .isEqualTo(currency);
  }
}
