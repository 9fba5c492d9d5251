package dev.classify.projector;

import dev.classify.api.ReplicaSetTiming;
import dev.classify.logs.LogFormat;
import dev.classify.settings.InvalidSettings;
import dev.classify.settings.KnownKeys;
import dev.classify.settings.SettingsReader;
import dev.classify.store.DatabaseSettings;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// All settings of a projector, read once from the environment.
///
/// @param name of this process; what `projections status` shows
/// @param host where its metrics are served, with `metricsPort`
/// @param metricsPort 0 for any free port
/// @param logFormat `SERVICE_LOG_FORMAT`, as for workers
/// @param replicaSet the projectors of one name share the events among them
/// @param timing of the replica set
/// @param batchSize events that one transaction projects at most
/// @param pollInterval between two looks at the log once all is projected
/// @param retention age at which events are deleted that every projection has read; null for never
/// @param nodes Restate's ingress of each node, for the coordinator
/// @param summary every setting as `KEY=value`, defaults included and secrets masked, for the log
/// @param unknownKeys set keys with our prefixes that no program reads, most likely misspelled
public record ProjectorSettings(
    String name,
    String host,
    int metricsPort,
    LogFormat logFormat,
    String replicaSet,
    ReplicaSetTiming timing,
    int batchSize,
    Duration pollInterval,
    @Nullable Duration retention,
    List<URI> nodes,
    DatabaseSettings database,
    String summary,
    List<String> unknownKeys) {

  private static final int METRICS_PORT = 9465;
  private static final int BATCH_SIZE = 100;

  /// A batch is held in memory, and its transaction holds the rows that it changes.
  private static final int BATCH_SIZE_MAX = 10_000;

  private static final int RETENTION_DAYS_MAX = 36_500;

  private static final Duration HEARTBEAT = Duration.ofSeconds(5);
  private static final Duration STALE = Duration.ofSeconds(30);
  private static final Duration COORDINATION = Duration.ofSeconds(60);
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final Duration REGISTRATION_WAIT = Duration.ofSeconds(5);

  /// It is a label of metrics and part of an address.
  private static final String REPLICA_SET = "[a-z0-9][a-z0-9_-]{0,62}";

  public ProjectorSettings {
    nodes = List.copyOf(nodes);
    unknownKeys = List.copyOf(unknownKeys);
  }

  /// Reads the environment.
  ///
  /// @throws InvalidSettings naming every problem at once
  public static ProjectorSettings from(Map<String, String> environment) {
    SettingsReader reader = new SettingsReader(environment);
    String name = reader.text("PROJECTOR_NAME", "projector");
    String host = reader.text("SERVICE_HOST", "0.0.0.0");
    int metricsPort = reader.number("PROJECTOR_METRICS_PORT", 0, 65_535, METRICS_PORT);
    LogFormat logFormat = LogFormat.from(reader);
    String replicaSet = replicaSet(reader);
    ReplicaSetTiming timing = timing(reader);
    int batchSize = reader.number("PROJECTOR_BATCH_SIZE", 1, BATCH_SIZE_MAX, BATCH_SIZE);
    Duration retention = retention(reader);
    List<URI> nodes =
        reader.addresses("CLASSIFY_NODES", List.of(URI.create("http://localhost:8080")));
    DatabaseSettings database =
        new DatabaseSettings(
            reader.required(
                "CLASSIFY_DB_URL",
                "give a JDBC address such as jdbc:postgresql://localhost:5432/classify"),
            reader.required("CLASSIFY_DB_USER", "give the name of a database user"),
            reader.requiredSecret("CLASSIFY_DB_PASSWORD", "give the password of that user"));
    reader.check();
    return new ProjectorSettings(
        name,
        host,
        metricsPort,
        logFormat,
        replicaSet,
        timing,
        batchSize,
        Duration.ofMillis(timing.poll()),
        retention,
        nodes,
        database,
        summary(reader),
        reader.unknownKeys(KnownKeys.PREFIXES, KnownKeys.ALL));
  }

  private static @Nullable Duration retention(SettingsReader reader) {
    OptionalLong days = reader.number("PROJECTOR_RETENTION_DAYS", 1, RETENTION_DAYS_MAX);
    return days.isPresent() ? Duration.ofDays(days.getAsLong()) : null;
  }

  private static String replicaSet(SettingsReader reader) {
    String key = "PROJECTOR_REPLICA_SET";
    String replicaSet = reader.text(key, "main");
    if (!replicaSet.matches(REPLICA_SET)) {
      reader.problem(
          key,
          "is no name of a replica set: '" + replicaSet + "'",
          "give 1 to 63 lower-case letters, digits, - and _, such as main or eu-west");
    }
    return replicaSet;
  }

  /// Each time alone may be right and all together wrong, such as workers that count as dead
  /// between two heartbeats.
  private static ReplicaSetTiming timing(SettingsReader reader) {
    Duration heartbeat = time(reader, "PROJECTOR_HEARTBEAT_INTERVAL", HEARTBEAT);
    Duration stale = time(reader, "PROJECTOR_STALE_TIMEOUT", STALE);
    Duration coordination = time(reader, "PROJECTOR_COORDINATION_TIMEOUT", COORDINATION);
    Duration poll = time(reader, "PROJECTOR_POLL_INTERVAL", POLL);
    Duration wait = reader.duration("PROJECTOR_REGISTRATION_WAIT", REGISTRATION_WAIT);
    if (wait.compareTo(ReplicaSetTiming.LONGEST) > 0) {
      reader.problem(
          "PROJECTOR_REGISTRATION_WAIT", "is longer than an hour", "give a time such as 5s");
      wait = REGISTRATION_WAIT;
    }
    if (stale.compareTo(heartbeat.multipliedBy(2)) < 0) {
      reader.problem(
          "PROJECTOR_STALE_TIMEOUT",
          "is shorter than two of PROJECTOR_HEARTBEAT_INTERVAL, so that one lost heartbeat would"
              + " take the partition of a worker away",
          "give several heartbeats, such as " + heartbeat.multipliedBy(6).toMillis() + "ms");
      stale = heartbeat.multipliedBy(2);
    }
    if (coordination.compareTo(poll.multipliedBy(2)) < 0) {
      reader.problem(
          "PROJECTOR_COORDINATION_TIMEOUT",
          "is shorter than two of PROJECTOR_POLL_INTERVAL, in which workers look at a generation"
              + " that begins",
          "give a time such as 60s");
    }
    return new ReplicaSetTiming(
        heartbeat.toMillis(),
        Math.min(stale.toMillis(), ReplicaSetTiming.LONGEST.toMillis()),
        coordination.toMillis(),
        poll.toMillis(),
        wait.toMillis());
  }

  private static Duration time(SettingsReader reader, String key, Duration otherwise) {
    Duration time = reader.positiveDuration(key, otherwise);
    if (time.compareTo(ReplicaSetTiming.SHORTEST) < 0
        || time.compareTo(ReplicaSetTiming.LONGEST) > 0) {
      reader.problem(
          key,
          "must be %d ms to 1 h".formatted(ReplicaSetTiming.SHORTEST.toMillis()),
          "give a time such as " + otherwise.toSeconds() + "s");
      return otherwise;
    }
    return time;
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
