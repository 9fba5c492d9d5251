package dev.classify.triage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.llm.AskedIndicator;
import dev.classify.outcome.Cascade;
import dev.classify.outcome.Provider;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PackingTest {

  @ParameterizedTest
  @CsvSource({"50, 10, 5", "51, 10, 6", "1, 10, 1", "50, 1, 50", "50, 50, 1", "0, 10, 0"})
  void contentsArePackedIntoTheFewestRequests(int contents, int rowsPerRequest, int count) {
    List<Integer> all = IntStream.range(0, contents).boxed().toList();

    List<List<Integer>> requests = Packing.split(all, rowsPerRequest);

    assertThat(requests).hasSize(count).allMatch(request -> request.size() <= rowsPerRequest);
    assertThat(requests.stream().flatMap(List::stream)).containsExactlyElementsOf(all);
  }

  @Test
  void modelSeesEchoIdsAndTheHintsOfTheRules() {
    List<Triage.Ask> asks =
        BatchTriage.of(
                Cascade.rulesAnswerFrom(Provider.OPENAI, null),
                TriageRows.of("unsure", "broken"),
                Set.of())
            .asks();

    List<AskedIndicator> question = Packing.question(asks);

    assertThat(question).extracting(AskedIndicator::id).containsExactly("1", "2");
    assertThat(question.getFirst().hints().tokens()).isNotEmpty();
    assertThat(question.getLast().hints().tokens()).isEmpty();
  }
}
