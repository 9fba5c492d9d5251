package dev.classify.cli.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.evaluate.FieldAgreement;
import dev.classify.taxonomy.AnswerField;
import java.util.List;
import org.junit.jupiter.api.Test;

class AgreementReportTest {

  private static final List<FieldAgreement> FIELDS =
      List.of(
          new FieldAgreement(
              AnswerField.UNIT_TYPE,
              50,
              48,
              0.926,
              List.of(new FieldAgreement.Pair("ada", "ben", 50, 48, Double.NaN))));

  @Test
  void everyMeasureStandsBesideItsRows() {
    assertThat(AgreementReport.text(FIELDS).lines().map(line -> line.strip().split(" {2,}", -1)))
        .containsExactly(
            new String[] {"field", "reviewers", "agreed", "beyond chance"},
            new String[] {"unit_type", "all", "48 of 50", "alpha 0.93"},
            new String[] {"ada, ben", "48 of 50", "kappa –"});
  }

  @Test
  void jsonHasNullWhereAMeasureIsNotDefined() {
    assertThat(AgreementReport.json(FIELDS).toString())
        .isEqualTo(
            "[{\"field\":\"unit_type\",\"rows\":50,\"agreed\":48,\"alpha\":0.926,"
                + "\"pairs\":[{\"judges\":[\"ada\",\"ben\"],\"rows\":50,\"agreed\":48,"
                + "\"kappa\":null}]}]");
  }

  @Test
  void nothingJudgedTwiceIsSaid() {
    assertThat(AgreementReport.text(List.of())).contains("classify review judges 2");
  }
}
