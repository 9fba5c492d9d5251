package dev.classify.cli.config;

import dev.classify.settings.KnownKeys;
import java.util.Map;
import java.util.Set;

/// What a `.env` may do with a name. Whoever unpacks somebody's data and classifies it there has
/// not read the `.env` that came along, so it must not run programs or send secrets to its
/// author.
enum DotenvName {
  /// Chooses neither a program nor where secrets go.
  HARMLESS,
  /// Where a secret goes: taken if the secret comes from the same file, or there is none.
  ADDRESS,
  /// A program to run.
  PROGRAM,
  /// A file that holds a secret, which is sent to a server.
  SECRET_FILE,
  /// Files of Docker Compose.
  COMPOSE,
  /// A command, or options of every Java program: only the user's own environment may set it.
  COMMAND,
  /// Of other programs; never taken.
  FOREIGN;

  private static final Map<String, DotenvName> SENSITIVE =
      Map.ofEntries(
          Map.entry("OPENAI_BASE_URL", ADDRESS),
          Map.entry("LLM_PROXY", ADDRESS),
          Map.entry("LLM_CA_FILE", ADDRESS),
          Map.entry("LLM_SIMULATOR", ADDRESS),
          Map.entry("CLASSIFY_DB_URL", ADDRESS),
          Map.entry("SERVICE_DB_URL", ADDRESS),
          Map.entry("OTEL_EXPORTER_OTLP_ENDPOINT", ADDRESS),
          Map.entry("SNAPSHOTS_DESTINATION", ADDRESS),
          Map.entry("SNAPSHOTS_ENDPOINT", ADDRESS),
          Map.entry("SNAPSHOTS_KEY_SECRET_FILE", SECRET_FILE),
          Map.entry("RESTATE_SERVER", PROGRAM),
          Map.entry("RESTATECTL", PROGRAM),
          Map.entry("NGINX_SERVER", PROGRAM),
          Map.entry("CLASSIFY_DB_OWNER_PASSWORD_FILE", SECRET_FILE),
          Map.entry("CLASSIFY_DB_PASSWORD_FILE", SECRET_FILE),
          Map.entry("MINIO_ROOT_PASSWORD_FILE", SECRET_FILE),
          Map.entry("OPENAI_API_KEY_FILE", SECRET_FILE),
          Map.entry("OPENAI_TOKEN_FILE", SECRET_FILE),
          Map.entry("COMPOSE_FILE", COMPOSE),
          Map.entry("OPENAI_TOKEN_COMMAND", COMMAND),
          // Programs that were downloaded are kept there and run from there.
          Map.entry("XDG_CACHE_HOME", COMMAND),
          Map.entry("JAVA_TOOL_OPTIONS", COMMAND),
          Map.entry("JDK_JAVA_OPTIONS", COMMAND),
          Map.entry("_JAVA_OPTIONS", COMMAND));

  /// Rows may go to the nodes that a `.env` names, but no secret of the user goes there.
  private static final Set<String> HARMLESS_NAMES =
      Set.of(
          "BIND_ADDR",
          "CLASSIFY_ADMIN",
          "CLASSIFY_CLUSTER_DB_URL",
          "CLASSIFY_DB_COLUMNSTORE_DAYS",
          "CLASSIFY_DB_OWNER_PASSWORD",
          "CLASSIFY_DB_OWNER_USER",
          "CLASSIFY_DB_PASSWORD",
          "CLASSIFY_DB_RETENTION_DAYS",
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
          "CLUSTER_NET",
          "COMPOSE_PROFILES",
          "COMPOSE_PROJECT_NAME",
          "LLM_ALLOW_HTTP",
          "LLM_BATCH_QUEUED_TOKENS",
          "LLM_CONCURRENCY",
          "LLM_EXAMPLES",
          "LLM_EXAMPLES_FILE",
          "LLM_MODELS",
          "LLM_PRICES",
          "LLM_PRICE_SURCHARGE_PERCENT",
          "LLM_PROVIDER",
          "LLM_RPM",
          "LLM_SERVER_ERRORS_BILLED",
          "LLM_TIMEOUT",
          "LLM_TPM",
          "MINIO_ROOT_PASSWORD",
          "MINIO_ROOT_USER",
          "OPENAI_API_KEY",
          "OPENAI_AZURE_API_VERSION",
          "OPENAI_LOGPROBS",
          "OPENAI_MODEL",
          "OPENAI_ORGANIZATION",
          "OPENAI_PROJECT",
          "OPENAI_REASONING_EFFORT",
          "OPENAI_REVIEW_MODEL",
          "OPENAI_REVIEW_REASONING_EFFORT",
          "OPENAI_SERVICE_TIER",
          "OTEL_EXPORTER_OTLP_HEADERS",
          "OTEL_TRACES_SAMPLER",
          "OTEL_TRACES_SAMPLER_ARG",
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
          // Public keys. Our stacks give their workers those of their own nodes in any case.
          "RESTATE_IDENTITY_KEYS",
          "RESTATE_IDENTITY_KEYS_FILE",
          "SERVICE_DB_CONNECTIONS",
          "SERVICE_DRAIN_TIMEOUT",
          "SERVICE_HOST",
          "SERVICE_LOG_FORMAT",
          "SERVICE_METRICS_PORT",
          "SERVICE_NAME",
          "SERVICE_PORT",
          // The embedded stack gives its workers a file of its own in any case.
          "SERVICE_RUNNER_FILE",
          "SERVICE_WEB_HOSTS",
          "SNAPSHOTS_KEY_ID",
          "SNAPSHOTS_KEY_SECRET",
          "SNAPSHOTS_REGION");

  static DotenvName of(String name) {
    DotenvName kind = SENSITIVE.get(name);
    if (kind != null) {
      return kind;
    }
    return HARMLESS_NAMES.contains(name) || isMisspelled(name) ? HARMLESS : FOREIGN;
  }

  /// A name that looks like one of ours is handed on: no program reads it, but workers warn about
  /// it.
  private static boolean isMisspelled(String name) {
    return KnownKeys.PREFIXES.stream().anyMatch(name::startsWith) && !KnownKeys.ALL.contains(name);
  }
}
