package dev.classify.service.llm;

import dev.classify.indicator.Indicator;
import dev.classify.llm.AskedIndicator;
import dev.classify.llm.Examples;
import dev.classify.llm.Hints;
import dev.classify.model.ModelTable;
import dev.classify.rules.RuleTables;
import dev.classify.rules.RulesClassifier;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Requests and settings for tests.
final class TestRequests {

  static final String KEY = "sk-test-0123456789abcdef";

  static final RuleTables TABLES = RuleTables.shipped();
  static final RulesClassifier RULES = new RulesClassifier(TABLES);

  static final List<Indicator> THREE =
      List.of(
          indicator("Unemployment rate", "% of labor force"),
          indicator("Exports of goods", "USD mn"),
          indicator("Total population", "Persons"));

  /// The known models with one that does not reason, as some of a user are.
  static final ModelTable MODELS =
      ModelTable.standard()
          .with(
              "mine.csv",
              """
              model,reasons,efforts,temperature,logprobs,shutdown
              plain,no,-,yes,yes,2027-02-14
              """);

  private TestRequests() {}

  static LlmSettings settings(URI baseUrl, String... more) {
    Map<String, String> environment = new HashMap<>();
    environment.put("OPENAI_API_KEY", KEY);
    environment.put("OPENAI_BASE_URL", baseUrl.toString());
    environment.put("OPENAI_MODEL", "gpt-6-luna");
    // A stub that stands in for a server of another machine has no certificate.
    environment.put("LLM_ALLOW_HTTP", "true");
    for (int i = 0; i < more.length; i += 2) {
      environment.put(more[i], more[i + 1]);
    }
    return LlmSettings.from(environment);
  }

  static LlmRequest about(String requestId, List<Indicator> indicators) {
    List<AskedIndicator> asked = new ArrayList<>();
    for (Indicator indicator : indicators) {
      asked.add(
          AskedIndicator.of(
              String.valueOf(asked.size() + 1), indicator, Hints.of(RULES.classify(indicator))));
    }
    return LlmRequest.of(requestId, Examples.NONE, asked);
  }

  static LlmRequest aboutThree() {
    return about("inv_1/1", THREE);
  }

  static Indicator indicator(String name, String units) {
    return new Indicator(
        "ID." + name,
        name,
        units,
        null,
        null,
        "Annual",
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        List.of());
  }

  static OpenAiConnection connect(LlmSettings settings) {
    return OpenAiConnection.connect(settings, TABLES.currencyCodes());
  }
}
