package dev.classify.service.llm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.classify.indicator.CheckedDraft;
import dev.classify.indicator.Indicator;
import dev.classify.indicator.IndicatorCheck;
import dev.classify.indicator.IndicatorJson;
import dev.classify.llm.Instructions;
import dev.classify.simulator.OpenAiSimulator;
import dev.classify.simulator.settings.Option;
import dev.classify.simulator.settings.SimulatorSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/// Indicators that give orders, from the hard rows of the folder that `CLASSIFY_DATA` names.
class InjectionTest {

  /// The rows that its notes call injections, from 1.
  private static final int FIRST = 25;

  private static final int LAST = 32;

  private static final int FIELD_CHARACTERS_MAX = 1 << 24;

  @Test
  void indicatorsThatGiveOrdersChangeNothing() throws Exception {
    List<Indicator> orders = orders();
    assertThat(orders).hasSize(LAST - FIRST + 1);
    List<Indicator> asked = new ArrayList<>(TestRequests.THREE);
    asked.addAll(1, orders);
    try (OpenAiSimulator simulator =
            OpenAiSimulator.start(SimulatorSettings.DEFAULT.with(Option.PORT, 0));
        OpenAiConnection openAi =
            TestRequests.connect(TestRequests.settings(simulator.baseUrl()))) {
      openAi.model().ask(TestRequests.aboutThree());
      LlmOutcome.Answered answered =
          (LlmOutcome.Answered) openAi.model().ask(TestRequests.about("r", asked)).outcome();

      assertThat(answered.items().values())
          .extracting(item -> ((ItemAnswer.Valid) item).classification())
          .isEqualTo(asked.stream().map(TestRequests.RULES::classify).toList());
      JsonNode plain = new JsonMapper().readTree(simulator.body(1).orElseThrow());
      JsonNode body = new JsonMapper().readTree(simulator.body(2).orElseThrow());
      assertThat(body.path("messages")).hasSize(2);
      assertThat(body.at("/messages/0/content").textValue()).isEqualTo(Instructions.TEXT);
      assertThat(body.path("response_format")).isEqualTo(plain.path("response_format"));
      assertThat(IndicatorJson.read(body.at("/messages/1/content").textValue()).path("indicators"))
          .hasSize(asked.size());
    }
  }

  private static List<Indicator> orders() throws IOException {
    String folder = System.getenv("CLASSIFY_DATA");
    Assumptions.assumeTrue(folder != null, "CLASSIFY_DATA names no folder with hard indicators");
    Path file = Path.of(folder == null ? "" : folder, "indicators-hard.csv");
    try (CsvReader<NamedCsvRecord> reader =
        CsvReader.builder().maxBufferSize(FIELD_CHARACTERS_MAX).ofNamedCsvRecord(file)) {
      return reader.stream()
          .skip(FIRST - 1)
          .limit(LAST - FIRST + 1)
          .map(InjectionTest::indicator)
          .toList();
    }
  }

  private static Indicator indicator(NamedCsvRecord row) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    row.getFieldsAsMap().forEach(json::put);
    return ((CheckedDraft.Accepted) IndicatorCheck.check(IndicatorJson.draft(json))).indicator();
  }
}
