package dev.classify.settings;

import java.util.List;
import java.util.Set;

/// The settings of all programs: those with our prefixes, as `.env.example` lists them.
///
/// One environment often serves several programs, so each takes the keys of the others as known and
/// warns about the rest, which are most likely misspelled.
public final class KnownKeys {

  public static final List<String> PREFIXES =
      List.of("CLASSIFY_", "LLM_", "OPENAI_", "PROJECTOR_", "SERVICE_");

  public static final Set<String> ALL =
      Set.of(
          "CLASSIFY_ADMIN",
          "CLASSIFY_CLUSTER_DB_URL",
          "CLASSIFY_DB_COLUMNSTORE_DAYS",
          "CLASSIFY_DB_OWNER_PASSWORD",
          "CLASSIFY_DB_OWNER_PASSWORD_FILE",
          "CLASSIFY_DB_OWNER_USER",
          "CLASSIFY_DB_PASSWORD",
          "CLASSIFY_DB_PASSWORD_FILE",
          "CLASSIFY_DB_RETENTION_DAYS",
          "CLASSIFY_DB_URL",
          "CLASSIFY_DB_USER",
          "CLASSIFY_EXTRA_WORKERS",
          "CLASSIFY_GATEWAY",
          "CLASSIFY_HOME",
          "CLASSIFY_HTTPS",
          "CLASSIFY_IMAGE",
          "CLASSIFY_NODES",
          "CLASSIFY_NODE_CONTROL",
          "CLASSIFY_REVIEWER",
          "CLASSIFY_RULES",
          "CLASSIFY_TLS",
          "CLASSIFY_USER",
          "CLASSIFY_WAL_ARCHIVE",
          "CLASSIFY_WORKERS",
          "LLM_ALLOW_HTTP",
          "LLM_BATCH_QUEUED_TOKENS",
          "LLM_CA_FILE",
          "LLM_CONCURRENCY",
          "LLM_EXAMPLES",
          "LLM_EXAMPLES_FILE",
          "LLM_MODELS",
          "LLM_PRICES",
          "LLM_PRICE_SURCHARGE_PERCENT",
          "LLM_PROVIDER",
          "LLM_PROXY",
          "LLM_RPM",
          "LLM_SERVER_ERRORS_BILLED",
          "LLM_SIMULATOR",
          "LLM_TIMEOUT",
          "LLM_TPM",
          "OPENAI_API_KEY",
          "OPENAI_API_KEY_FILE",
          "OPENAI_AZURE_API_VERSION",
          "OPENAI_BASE_URL",
          "OPENAI_LOGPROBS",
          "OPENAI_MODEL",
          "OPENAI_ORGANIZATION",
          "OPENAI_PROJECT",
          "OPENAI_REASONING_EFFORT",
          "OPENAI_REVIEW_MODEL",
          "OPENAI_REVIEW_REASONING_EFFORT",
          "OPENAI_SERVICE_TIER",
          "OPENAI_TOKEN_COMMAND",
          "OPENAI_TOKEN_FILE",
          "PROJECTOR_BATCH_SIZE",
          "PROJECTOR_COORDINATION_TIMEOUT",
          "PROJECTOR_HEARTBEAT_INTERVAL",
          "PROJECTOR_METRICS_PORT",
          "PROJECTOR_NAME",
          "PROJECTOR_POLL_INTERVAL",
          "PROJECTOR_REGISTRATION_WAIT",
          "PROJECTOR_REPLICA_SET",
          "PROJECTOR_RETENTION_DAYS",
          "PROJECTOR_STALE_TIMEOUT",
          "SERVICE_DB_CONNECTIONS",
          "SERVICE_DB_URL",
          "SERVICE_DRAIN_TIMEOUT",
          "SERVICE_HOST",
          "SERVICE_LOG_FORMAT",
          "SERVICE_METRICS_PORT",
          "SERVICE_NAME",
          "SERVICE_PORT",
          "SERVICE_RUNNER_FILE",
          "SERVICE_WEB_HOSTS");

  private KnownKeys() {}
}
