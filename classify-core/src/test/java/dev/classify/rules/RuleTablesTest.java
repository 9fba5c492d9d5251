package dev.classify.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.classify.indicator.TestIndicators;
import dev.classify.taxonomy.Classification;
import dev.classify.taxonomy.HeatMapOrientation;
import dev.classify.text.TableFile;
import dev.classify.text.TableFormat;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RuleTablesTest {

  private static final String TERMS = "term,where,weight,nature,unit,orientation\n";

  @Test
  void everyTableIsPartOfTheVersion() throws IOException, URISyntaxException {
    URL terms = RulesClassifier.class.getResource("/dev/classify/rules/terms.csv");
    Path root = Path.of(Objects.requireNonNull(terms).toURI()).resolve("../..").normalize();
    Path models = root.resolve("model");
    // The words of dates are read before any rule: what they change is the content.
    Path dates = root.resolve("indicator");
    // RulesVersionTest compares the codes of SDMX.
    Path sdmx = root.resolve("sdmx");
    try (Stream<Path> files = Files.walk(root)) {
      assertThat(
              files.filter(
                  f ->
                      f.toString().endsWith(".csv")
                          && !f.startsWith(models)
                          && !f.startsWith(dates)
                          && !f.startsWith(sdmx)))
          .extracting(f -> "/dev/classify/" + root.relativize(f).toString().replace('\\', '/'))
          .containsExactlyInAnyOrderElementsOf(
              RuleTables.FORMATS.stream().map(TableFormat::resource).toList());
    }
  }

  @Test
  void everyFormHasAPlainMeaning() {
    for (NumberForm form : NumberForm.values()) {
      if (form != NumberForm.ANY) {
        assertThat(ShippedRules.TABLES.meanings().plain(form).form().unitType())
            .isEqualTo(form.unitType());
      }
    }
  }

  @Test
  void addedTermChangesTheAnswerAndTheVersion() {
    TestIndicators given =
        TestIndicators.named("Sprockle of the islands").in("USD mn").every("Monthly");
    RulesClassifier own = with("terms.csv", TERMS + "sprockle,title,7,stock,money,lower\n");

    assertThat(meaning(ShippedRules.CLASSIFIER, given))
        .isEqualTo("physical-fundamental/flow neutral");
    assertThat(meaning(own, given)).isEqualTo("physical-fundamental/stock lower-is-positive");
    assertThat(own.version()).isNotEqualTo(ShippedRules.CLASSIFIER.version());
  }

  @Test
  void rowWithTheTermOfAShippedRowReplacesIt() {
    TestIndicators given = TestIndicators.named("GDP").in("USD bn").every("Annual");
    RulesClassifier own = with("terms.csv", TERMS + "GDP,title,5,flow,money,lower\n");

    assertThat(ShippedRules.CLASSIFIER.classify(given.indicator()).heatMapOrientation())
        .isEqualTo(HeatMapOrientation.HIGHER_IS_POSITIVE);
    assertThat(own.classify(given.indicator()).heatMapOrientation())
        .isEqualTo(HeatMapOrientation.LOWER_IS_POSITIVE);
  }

  @Test
  void rowOfEvidenceReplacesTheShippedWeight() {
    RuleTables own = own("evidence.csv", "ground,weight\nunit-usual,11\n");

    assertThat(own.weights().of(EvidenceKind.UNIT_USUAL)).isEqualTo(11);
    assertThat(own.weights().of(EvidenceKind.UNIT_IN_UNITS)).isEqualTo(90);
  }

  @Test
  void addedCurrencyIsReadAndAllowedInAnswers() {
    RuleTables own =
        RuleTables.extendedBy(
            List.of(
                new TableFile("own/currency-codes.csv", "code,status,word\nQQQ,active,no\n"),
                new TableFile("own/currencies.csv", "term,code,beside\nquux,QQQ,any\n")));
    TestIndicators given = TestIndicators.named("Bank loans").in("million quux").every("Monthly");

    assertThat(own.currencyCodes().known("QQQ")).isTrue();
    assertThat(new RulesClassifier(own).classify(given.indicator()).currency()).isEqualTo("QQQ");
  }

  @Test
  void commentInAUserTableDoesNotChangeTheVersion() {
    String one = TERMS + "sprockle,title,7,stock,money,lower\n";
    String commented = "# ours\n" + TERMS + "\nsprockle, title,7,stock,money,lower\n";

    assertThat(with("terms.csv", commented).version()).isEqualTo(with("terms.csv", one).version());
  }

  @Test
  void fileThatIsNotATableIsNamed() {
    assertThatThrownBy(() -> own("term.csv", TERMS))
        .hasMessageContaining("own/term.csv is not a rule table")
        .hasMessageContaining("fix: rename it to one of american-names.csv, area-forms.csv,");
  }

  @Test
  void unknownWordNamesFileLineColumnAndTheWordsToUse() {
    assertThatThrownBy(() -> own("terms.csv", TERMS + "sprockle,titel,7,stock,money,lower\n"))
        .hasMessageContaining("own/terms.csv:2: column where 'titel' is unknown")
        .hasMessageContaining("fix: use any, category, dataset, definition, title or unit");
  }

  @Test
  void numberOutOfRangeSaysTheRange() {
    assertThatThrownBy(() -> own("terms.csv", TERMS + "sprockle,title,70,stock,money,lower\n"))
        .hasMessageContaining("own/terms.csv:2: column weight '70' is out of range")
        .hasMessageContaining("fix: write a whole number from 1 to 20");
  }

  @Test
  void meaningThatContradictsTheSchemeIsRefused() {
    assertThatThrownBy(
            () ->
                own(
                    "meanings.csv",
                    """
                    nature,form,unit,family,type,aggregation,orientation
                    gap,percent,,physical-fundamental,stock,point-in-time,
                    """))
        .hasMessageContaining("own/meanings.csv:2: column type 'stock' contradicts docs/scheme.md")
        .hasMessageContaining("fix: ");
  }

  @Test
  void currencyWithoutACodeIsRefused() {
    assertThatThrownBy(() -> own("currencies.csv", "term,code,beside\nquux,QQQ,any\n"))
        .hasMessageContaining("own/currencies.csv:2: column code 'QQQ' is unknown")
        .hasMessageContaining("or add a new code to currency-codes.csv");
  }

  private static RulesClassifier with(String name, String text) {
    return new RulesClassifier(own(name, text));
  }

  private static RuleTables own(String name, String text) {
    return RuleTables.extendedBy(List.of(new TableFile("own/" + name, text)));
  }

  private static String meaning(RulesClassifier rules, TestIndicators given) {
    Classification answer = rules.classify(given.indicator());
    return "%s/%s %s"
        .formatted(
            answer.family().token(),
            answer.indicatorType().token(),
            answer.heatMapOrientation().token());
  }
}
