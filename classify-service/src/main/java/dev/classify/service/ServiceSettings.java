package dev.classify.service;

import dev.classify.api.WorkerDrain;
import dev.classify.identity.IdentitySettings;
import dev.classify.logs.LogFormat;
import dev.classify.model.ModelSettings;
import dev.classify.model.PriceSettings;
import dev.classify.rules.RuleSettings;
import dev.classify.service.llm.LlmSettings;
import dev.classify.settings.InvalidSettings;
import dev.classify.settings.KnownKeys;
import dev.classify.settings.SettingsReader;
import dev.classify.store.DatabaseSettings;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The settings of a worker, read once from its environment.
///
/// @param name `SERVICE_NAME`, stored beside every answer. One that ends in `-` is completed by the
///     name of the container
/// @param host `SERVICE_HOST`, the address to listen on; all addresses by default
/// @param port `SERVICE_PORT`
/// @param metricsPort `SERVICE_METRICS_PORT`: where Prometheus reads the metrics
/// @param logFormat `SERVICE_LOG_FORMAT`
/// @param webHosts `SERVICE_WEB_HOSTS`: names besides `localhost` under which people reach the HTTP
///     API
/// @param runnerFile `SERVICE_RUNNER_FILE`: a file to create when there is work for the runner;
///     null where a runner waits for work all the time
/// @param drainTimeout `SERVICE_DRAIN_TIMEOUT`: how long a worker that stops finishes what it has
///     begun
/// @param identity `RESTATE_IDENTITY_KEYS` or `RESTATE_IDENTITY_KEYS_FILE`: whose calls are served
/// @param database `CLASSIFY_DB_URL`, `CLASSIFY_DB_USER`, `CLASSIFY_DB_PASSWORD`
/// @param batchDatabase the same by way of a pooler, for batches: `SERVICE_DB_URL`
/// @param databaseConnectionsMax `SERVICE_DB_CONNECTIONS`: batches stored at the same time
/// @param llm which model is asked and how
/// @param queuedTokensMax `LLM_BATCH_QUEUED_TOKENS`: prompt tokens that the provider's Batch API
///     may have queued for each model
/// @param models `LLM_MODELS`: a file of models that adds to the built-in ones
/// @param prices `LLM_PRICES`: a price file that replaces the prices of the models;
///     `LLM_PRICE_SURCHARGE_PERCENT`, added to every price
/// @param rules `CLASSIFY_RULES`: a folder of rule tables that extend the built-in ones
/// @param summary every setting as `KEY=value`, defaults included and secrets masked, for the log
/// @param unknownKeys set keys with our prefixes that no program reads, most likely misspelled
public record ServiceSettings(
    String name,
    String host,
    int port,
    int metricsPort,
    LogFormat logFormat,
    List<String> webHosts,
    @Nullable String runnerFile,
    Duration drainTimeout,
    IdentitySettings identity,
    DatabaseSettings database,
    DatabaseSettings batchDatabase,
    int databaseConnectionsMax,
    LlmSettings llm,
    long queuedTokensMax,
    ModelSettings models,
    PriceSettings prices,
    RuleSettings rules,
    String summary,
    List<String> unknownKeys) {

  private static final int PORT = 9080;

  /// The one that Prometheus has registered for exporters of OpenTelemetry.
  private static final int METRICS_PORT = 9464;

  private static final int DATABASE_CONNECTIONS = 6;
  private static final int DATABASE_CONNECTIONS_MAX = 99_999;

  /// More than any account may queue. The limit of an account, from 90,000 on, cannot be asked for,
  /// and a file above it is refused at no cost, so that smaller ones follow.
  private static final long QUEUED_TOKENS_MAX = 999_999_999_999L;

  public ServiceSettings {
    webHosts = List.copyOf(webHosts);
    unknownKeys = List.copyOf(unknownKeys);
  }

  /// Reads the environment.
  ///
  /// @throws InvalidSettings naming every problem at once
  public static ServiceSettings from(Map<String, String> environment) {
    SettingsReader reader = new SettingsReader(environment);
    String name = name(reader.text("SERVICE_NAME", "classify-service"), environment);
    String host = reader.text("SERVICE_HOST", "0.0.0.0");
    int port = reader.port("SERVICE_PORT", PORT);
    int metricsPort = reader.port("SERVICE_METRICS_PORT", METRICS_PORT);
    LogFormat logFormat = LogFormat.from(reader);
    List<String> webHosts =
        Arrays.stream(reader.text("SERVICE_WEB_HOSTS", "").split(","))
            .map(String::strip)
            .filter(each -> !each.isEmpty())
            .toList();
    String runnerFile = reader.text("SERVICE_RUNNER_FILE", "");
    Duration drainTimeout = reader.duration("SERVICE_DRAIN_TIMEOUT", WorkerDrain.TIMEOUT);
    IdentitySettings identity = IdentitySettings.from(reader);
    DatabaseSettings database =
        new DatabaseSettings(
            reader.required(
                "CLASSIFY_DB_URL",
                "give a JDBC address such as jdbc:postgresql://localhost:5432/classify"),
            reader.required("CLASSIFY_DB_USER", "give the name of a database user"),
            reader.requiredSecret("CLASSIFY_DB_PASSWORD", "give the password of that user"));
    DatabaseSettings batchDatabase =
        new DatabaseSettings(
            reader.text("SERVICE_DB_URL").orElse(database.url()),
            database.user(),
            database.password());
    int connections =
        reader.number("SERVICE_DB_CONNECTIONS", 1, DATABASE_CONNECTIONS_MAX, DATABASE_CONNECTIONS);
    LlmSettings llm = LlmSettings.from(reader);
    long queuedTokensMax =
        reader.number("LLM_BATCH_QUEUED_TOKENS", 1L, QUEUED_TOKENS_MAX).orElse(QUEUED_TOKENS_MAX);
    ModelSettings models = ModelSettings.from(reader);
    PriceSettings prices = PriceSettings.from(reader);
    reader.text("LLM_SIMULATOR");
    reader.text("CLASSIFY_RULES");
    reader.check();
    return new ServiceSettings(
        name,
        host,
        port,
        metricsPort,
        logFormat,
        webHosts,
        runnerFile.isEmpty() ? null : runnerFile,
        drainTimeout,
        identity,
        database,
        batchDatabase,
        connections,
        llm,
        queuedTokensMax,
        models,
        prices,
        RuleSettings.from(environment),
        summary(reader),
        reader.unknownKeys(KnownKeys.PREFIXES, KnownKeys.ALL));
  }

  /// Containers of one service have the same settings, and a name of their own.
  private static String name(String given, Map<String, String> environment) {
    return given.endsWith("-") ? given + environment.getOrDefault("HOSTNAME", "1") : given;
  }

  /// Whether batches reach the database by way of a pooler.
  boolean hasPooler() {
    return !batchDatabase.url().equals(database.url());
  }

  private static String summary(SettingsReader reader) {
    return reader.effective().entrySet().stream()
        .map(setting -> setting.getKey() + "=" + masked(setting.getValue()))
        .collect(Collectors.joining(" "));
  }

  /// A JDBC address may carry a password.
  private static String masked(String value) {
    return value.replaceAll("(?i)(password=)[^&]*", "$1***");
  }
}
