package dev.classify.triage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.classify.outcome.AttributeValue;
import dev.classify.outcome.Cascade;
import dev.classify.outcome.DecidedAnswer;
import dev.classify.outcome.DecidedBy;
import dev.classify.outcome.Outcome;
import dev.classify.outcome.Provider;
import dev.classify.outcome.SeriesAttributes;
import dev.classify.taxonomy.SeriesAttribute;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BatchTriageTest {

  private static final double BY_RULES = Cascade.rulesAnswerFrom(Provider.RULES, null);
  private static final double IN_CASCADE = Cascade.rulesAnswerFrom(Provider.CASCADE, null);
  private static final double BY_MODEL = Cascade.rulesAnswerFrom(Provider.OPENAI, null);

  @Test
  void rulesProviderAnswersEveryRow() {
    BatchTriage triage =
        BatchTriage.of(BY_RULES, TriageRows.of("sure", "unsure", "broken"), Set.of());

    assertThat(triage.byId().values()).hasOnlyElementsOfType(Triage.ByRules.class);
    assertThat(((Triage.ByRules) triage.of("broken")).outcome())
        .isInstanceOf(Outcome.Rejected.class);
  }

  @Test
  void cascadeAsksAModelIfTheRulesAreUnsureOrFailed() {
    BatchTriage triage =
        BatchTriage.of(IN_CASCADE, TriageRows.of("sure", "unsure", "broken"), Set.of());

    assertThat(triage.of("sure")).isInstanceOf(Triage.ByRules.class);
    assertThat(triage.asks())
        .extracting(ask -> ask.indicator().id())
        .containsExactly("unsure", "broken");
    assertThat(triage.asks().getFirst().byRules()).isNotNull();
    assertThat(triage.asks().getLast().byRules()).isNull();
  }

  /// Other rows of the same content have other columns.
  @Test
  void questionAboutAContentLeavesOutWhatTheColumnsOfItsRowState() {
    AttributeValue column = new AttributeValue("DE", 0.97, DecidedBy.RULES, "column geo", "geo");
    SeriesAttributes attributes =
        new SeriesAttributes(Map.of(SeriesAttribute.REFERENCE_AREA, column));
    BatchTriage triage =
        BatchTriage.of(
            IN_CASCADE, List.of(TriageRows.with(attributes, TriageRows.of("unsure"))), Set.of());

    DecidedAnswer byRules = Objects.requireNonNull(triage.asks().getFirst().byRules());
    assertThat(byRules.attributes()).isEqualTo(SeriesAttributes.NONE);
  }

  @Test
  void cascadeTrustsTheRulesFromTheConfidenceThatIsWanted() {
    List<TriageRow> rows = TriageRows.of("sure", "unsure");
    double strict = Cascade.rulesAnswerFrom(Provider.CASCADE, 1.0);
    double lenient = Cascade.rulesAnswerFrom(Provider.CASCADE, 0.0);

    assertThat(BatchTriage.of(strict, rows, Set.of()).asks()).hasSize(2);
    assertThat(BatchTriage.of(lenient, rows, Set.of()).asks()).isEmpty();
  }

  @Test
  void modelProviderAsksAboutEveryRow() {
    assertThat(BatchTriage.of(BY_MODEL, TriageRows.of("sure", "unsure"), Set.of()).asks())
        .hasSize(2);
  }

  @Test
  void rowWithAValidStoredAnswerIsSkippedAndNotReadByTheRules() {
    TriageRow unread =
        new TriageRow() {
          @Override
          public dev.classify.indicator.Indicator indicator() {
            return TriageRows.indicator("stands", "content");
          }

          @Override
          public Outcome byRules() {
            throw new AssertionError("the rules were asked");
          }
        };

    assertThat(BatchTriage.of(IN_CASCADE, List.of(unread), Set.of("stands")).of("stands"))
        .isEqualTo(new Triage.Stands());
  }

  @Test
  void rowsWithTheSameContentAreAskedAboutOnce() {
    BatchTriage triage =
        BatchTriage.of(
            BY_MODEL,
            List.of(TriageRows.unsure("first", "same"), TriageRows.unsure("second", "same")),
            Set.of());

    assertThat(triage.askedHashes()).hasSize(1);
    assertThat(triage.of("first")).isInstanceOf(Triage.Ask.class);
    assertThat(triage.of("second")).isEqualTo(new Triage.Known(triage.askedHashes().getFirst()));
  }

  @Test
  void contentWithAStoredAnswerIsNotAskedAbout() {
    BatchTriage triage = BatchTriage.of(BY_MODEL, TriageRows.of("unsure", "sure"), Set.of());
    String known = triage.askedHashes().getFirst();

    BatchTriage after = triage.knowing(Set.of(known));

    assertThat(after.of("unsure")).isEqualTo(new Triage.Known(known));
    assertThat(after.asks()).extracting(ask -> ask.indicator().id()).containsExactly("sure");
    assertThat(after.byId().keySet()).containsExactly("unsure", "sure");
  }

  @Test
  void unknownIdIsAProgrammingError() {
    assertThatThrownBy(() -> BatchTriage.of(BY_RULES, List.of(), Set.of()).of("missing"))
        .hasMessageContaining("missing");
  }
}
