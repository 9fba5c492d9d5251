package dev.classify.store.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.taxonomy.AnswerField;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SettlementTest {

  private static Judgement says(String judge, String frequency) {
    return new Judgement(
        "A",
        "batch",
        judge,
        Instant.EPOCH,
        "accept",
        Map.of(AnswerField.REPORTING_FREQUENCY, frequency),
        null,
        null);
  }

  private static Judgement rejects(String judge) {
    return new Judgement(
        "A", "batch", judge, Instant.EPOCH, "reject", Map.of(), "no such series", null);
  }

  private static Settlement of(int needed, Judgement... judgements) {
    List<Judgement> all = List.of(judgements);
    return Settlement.of(all, Optional.of(all.getLast()), needed);
  }

  @Test
  void answerWaitsForEnoughJudges() {
    assertThat(of(2, says("ann", "monthly"))).isEqualTo(new Settlement.Waiting(1, 2));
  }

  @Test
  void judgesWhoAgreeDecideTogether() {
    assertThat(of(2, says("ann", "monthly"), says("bob", "monthly")))
        .isInstanceOfSatisfying(
            Settlement.Agreed.class, agreed -> assertThat(agreed.judges()).isEqualTo("ann, bob"));
  }

  @Test
  void halfIsNoMajority() {
    assertThat(of(2, says("ann", "monthly"), says("bob", "weekly")))
        .isEqualTo(new Settlement.Disputed(2));
    assertThat(of(2, says("ann", "monthly"), rejects("bob"))).isEqualTo(new Settlement.Disputed(2));
  }

  @Test
  void majorityDecidesWhoeverWasLast() {
    assertThat(of(3, says("ann", "monthly"), says("bob", "monthly"), says("cem", "weekly")))
        .isInstanceOfSatisfying(
            Settlement.Agreed.class, agreed -> assertThat(agreed.judges()).isEqualTo("ann, bob"));
    assertThat(of(3, rejects("ann"), says("bob", "monthly"), rejects("cem")))
        .isInstanceOfSatisfying(
            Settlement.Agreed.class, agreed -> assertThat(agreed.judgement().rejects()).isTrue());
  }

  @Test
  void lastWordCountsWhereOneJudgeIsEnough() {
    assertThat(of(1, says("ann", "monthly"), says("bob", "weekly")))
        .isInstanceOfSatisfying(
            Settlement.Agreed.class, agreed -> assertThat(agreed.judges()).isEqualTo("bob"));
  }
}
