package dev.classify.service.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.llm.AskedIndicator;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestPlanTest {

  @ParameterizedTest
  @CsvSource({"50, 10, 5", "51, 10, 6", "1, 10, 1", "50, 1, 50", "50, 50, 1"})
  void contentsArePackedIntoTheFewestRequests(int contents, int together, int requests) {
    List<RequestPlan> plans = RequestPlan.of(TestContents.open(contents, together));

    assertThat(plans).hasSize(requests);
    assertThat(plans).allMatch(plan -> plan.contents().size() <= together);
    assertThat(plans.stream().flatMap(plan -> plan.contents().stream()))
        .containsExactlyElementsOf(TestContents.open(contents, together));
  }

  @Test
  void failedContentsShareRetriesSeparateFromTheRest() {
    List<PendingContent> open = new ArrayList<>(TestContents.open(10, 10));
    open.replaceAll(
        row ->
            row.contentHash().matches("hash [147]")
                ? row.inSmallerRequest(5, false, "left out")
                : row);

    assertThat(RequestPlan.of(open))
        .extracting(plan -> plan.contents().size())
        .containsExactly(3, 7);
    assertThat(RequestPlan.of(open)).extracting(RequestPlan::attempt).containsExactly(2, 1);
  }

  @Test
  void eachModelHasItsOwnRequests() {
    List<PendingContent> open = new ArrayList<>(TestContents.open(4, 10));
    open.set(
        2,
        open.get(2)
            .forReview(
                new PendingContent.DoubtedAnswer(
                    TestContents.said(TestContents.answer(0.3)), List.of()),
                10));

    assertThat(RequestPlan.of(open))
        .extracting(RequestPlan::role)
        .containsExactly(ModelRole.FIRST, ModelRole.REVIEW);
  }

  @Test
  void modelSeesEchoIdsAndHintsButNoIndicatorId() {
    RequestPlan plan = RequestPlan.of(TestContents.open(2, 10)).getFirst();

    assertThat(plan.question()).extracting(AskedIndicator::id).containsExactly("1", "2");
    assertThat(plan.question()).allMatch(asked -> !asked.hints().tokens().isEmpty());
  }
}
