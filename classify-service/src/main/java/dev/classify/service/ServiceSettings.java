package dev.classify.service;

import dev.classify.price.PriceSettings;
import dev.classify.rules.RuleSettings;
import dev.classify.service.llm.LlmSettings;
import dev.classify.store.DatabaseSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a worker is told by its environment, read once.
///
/// @param name `SERVICE_NAME`, stored beside every answer
/// @param host `SERVICE_HOST`, the address to listen on; all of them in a container
/// @param port `SERVICE_PORT`
/// @param database `CLASSIFY_DB_URL`, `CLASSIFY_DB_USER`, `CLASSIFY_DB_PASSWORD`
/// @param databaseConnectionsMax `SERVICE_DB_CONNECTIONS`: batches stored at the same time
/// @param llm which model is asked and how
/// @param prices `LLM_PRICES`: a file of prices in place of those that come with the program
/// @param rules `CLASSIFY_RULES`: a folder of rule tables that extend those of the program
public record ServiceSettings(
    String name,
    String host,
    int port,
    DatabaseSettings database,
    int databaseConnectionsMax,
    LlmSettings llm,
    PriceSettings prices,
    RuleSettings rules) {

  /// Reads the environment.
  ///
  /// @throws IllegalArgumentException naming every fault at once
  public static ServiceSettings from(Map<String, String> environment) {
    List<String> faults = new ArrayList<>();
    DatabaseSettings database =
        new DatabaseSettings(
            required(environment, "CLASSIFY_DB_URL", faults),
            required(environment, "CLASSIFY_DB_USER", faults),
            required(environment, "CLASSIFY_DB_PASSWORD", faults));
    ServiceSettings settings =
        new ServiceSettings(
            environment.getOrDefault("SERVICE_NAME", "classify-service"),
            environment.getOrDefault("SERVICE_HOST", "0.0.0.0"),
            number(environment, "SERVICE_PORT", 9080, faults),
            database,
            number(environment, "SERVICE_DB_CONNECTIONS", 6, faults),
            LlmSettings.from(environment, faults),
            PriceSettings.from(environment),
            RuleSettings.from(environment));
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", faults));
    }
    return settings;
  }

  private static String required(Map<String, String> environment, String key, List<String> faults) {
    return Optional.ofNullable(environment.get(key))
        .filter(value -> !value.isBlank())
        .orElseGet(
            () -> {
              faults.add(key + " is not set");
              return "";
            });
  }

  private static int number(
      Map<String, String> environment, String key, int otherwise, List<String> faults) {
    String text = environment.getOrDefault(key, Integer.toString(otherwise)).strip();
    if (text.matches("[1-9][0-9]{0,4}")) {
      return Integer.parseInt(text);
    }
    faults.add(key + " is not a number from 1 to 99999: " + text);
    return otherwise;
  }
}
