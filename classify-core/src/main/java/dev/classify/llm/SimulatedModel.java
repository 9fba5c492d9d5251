package dev.classify.llm;

import dev.classify.settings.PlainHttp;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The model names under which answers of the simulator are stored, so that they are never mistaken
/// for answers of a real model or reused as such.
public final class SimulatedModel {

  /// Before the name of every simulated model; no provider has such a name.
  public static final String PREFIX = "simulator/";

  /// Answers from the rules.
  public static final String FIRST = PREFIX + "rules";

  /// Stands in for the stronger model of a cascade.
  public static final String REVIEW = PREFIX + "review";

  /// What every output says of such answers.
  public static final String NOTE = "answers by the simulator, not by a model";

  /// A key that opens nothing: the user's own is not given to a simulator.
  private static final String KEY = "simulated";

  private static final String REVIEW_MODEL = "OPENAI_REVIEW_MODEL";

  /// What belongs to the user's server and its models.
  private static final List<String> OF_THE_REAL_SERVER =
      List.of(
          "OPENAI_REASONING_EFFORT",
          "OPENAI_REVIEW_REASONING_EFFORT",
          "OPENAI_SERVICE_TIER",
          "OPENAI_ORGANIZATION",
          "OPENAI_PROJECT",
          "OPENAI_AZURE_API_VERSION",
          "OPENAI_API_KEY_FILE",
          "OPENAI_TOKEN_FILE",
          "OPENAI_TOKEN_COMMAND",
          "LLM_PROXY",
          "LLM_CA_FILE");

  private SimulatedModel() {}

  /// The settings of a worker that asks the simulator, made of those it would have.
  ///
  /// The user's budgets and timeouts apply here too; a second model is simulated if the user has
  /// one.
  ///
  /// @param baseUrl of the simulator, such as `http://127.0.0.1:8088/v1`
  public static Map<String, String> workerSettings(Map<String, String> settings, String baseUrl) {
    Map<String, String> simulated = new HashMap<>(settings);
    simulated.keySet().removeAll(OF_THE_REAL_SERVER);
    if (!simulated.getOrDefault("LLM_PROVIDER", "").equals("cascade")) {
      simulated.put("LLM_PROVIDER", "openai");
    }
    simulated.put("OPENAI_API_KEY", KEY);
    simulated.put("OPENAI_BASE_URL", baseUrl);
    simulated.put("OPENAI_MODEL", FIRST);
    // It may be another container, and gets no key.
    simulated.put(PlainHttp.SETTING, "true");
    if (!simulated.getOrDefault(REVIEW_MODEL, "").isBlank()) {
      simulated.put(REVIEW_MODEL, REVIEW);
    }
    return simulated;
  }

  /// Whether the simulator gave an answer.
  ///
  /// @param model as stored with the answer; null if no model was asked
  public static boolean isSimulated(@Nullable String model) {
    return model != null && model.startsWith(PREFIX);
  }
}
