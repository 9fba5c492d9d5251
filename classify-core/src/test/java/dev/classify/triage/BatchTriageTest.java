package dev.classify.triage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.classify.outcome.Outcome;
import dev.classify.outcome.Provider;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BatchTriageTest {

  @Test
  void rulesProviderAnswersEveryRow() {
    BatchTriage triage =
        BatchTriage.of(Provider.RULES, TriageRows.of("sure", "unsure", "broken"), Set.of());

    assertThat(triage.byId().values()).hasOnlyElementsOfType(Triage.ByRules.class);
    assertThat(((Triage.ByRules) triage.of("broken")).outcome())
        .isInstanceOf(Outcome.Rejected.class);
  }

  @Test
  void cascadeAsksAModelIfTheRulesAreUnsureOrFailed() {
    BatchTriage triage =
        BatchTriage.of(Provider.CASCADE, TriageRows.of("sure", "unsure", "broken"), Set.of());

    assertThat(triage.of("sure")).isInstanceOf(Triage.ByRules.class);
    assertThat(triage.asks())
        .extracting(ask -> ask.indicator().id())
        .containsExactly("unsure", "broken");
    assertThat(triage.asks().getFirst().byRules()).isNotNull();
    assertThat(triage.asks().getLast().byRules()).isNull();
  }

  @Test
  void modelProviderAsksAboutEveryRow() {
    assertThat(BatchTriage.of(Provider.OPENAI, TriageRows.of("sure", "unsure"), Set.of()).asks())
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

    assertThat(BatchTriage.of(Provider.CASCADE, List.of(unread), Set.of("stands")).of("stands"))
        .isEqualTo(new Triage.Stands());
  }

  @Test
  void rowsWithTheSameContentAreAskedAboutOnce() {
    BatchTriage triage =
        BatchTriage.of(
            Provider.OPENAI,
            List.of(TriageRows.unsure("first", "same"), TriageRows.unsure("second", "same")),
            Set.of());

    assertThat(triage.askedHashes()).hasSize(1);
    assertThat(triage.of("first")).isInstanceOf(Triage.Ask.class);
    assertThat(triage.of("second")).isEqualTo(new Triage.Known(triage.askedHashes().getFirst()));
  }

  @Test
  void contentWithAStoredAnswerIsNotAskedAbout() {
    BatchTriage triage = BatchTriage.of(Provider.OPENAI, TriageRows.of("unsure", "sure"), Set.of());
    String known = triage.askedHashes().getFirst();

    BatchTriage after = triage.knowing(Set.of(known));

    assertThat(after.of("unsure")).isEqualTo(new Triage.Known(known));
    assertThat(after.asks()).extracting(ask -> ask.indicator().id()).containsExactly("sure");
    assertThat(after.byId().keySet()).containsExactly("unsure", "sure");
  }

  @Test
  void unknownIdIsAProgrammingError() {
    assertThatThrownBy(() -> BatchTriage.of(Provider.RULES, List.of(), Set.of()).of("missing"))
        .hasMessageContaining("missing");
  }
}
