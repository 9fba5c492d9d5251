package dev.classify.projector;

import com.zaxxer.hikari.HikariDataSource;
import dev.classify.api.Build;
import dev.classify.exit.CommandFailure;
import dev.classify.metrics.MetricsServer;
import dev.classify.projector.engine.Assignment;
import dev.classify.projector.engine.EngineListener;
import dev.classify.projector.engine.EngineSettings;
import dev.classify.projector.engine.ProjectionEngine;
import dev.classify.projector.membership.MemberMetrics;
import dev.classify.projector.membership.PartitionWork;
import dev.classify.projector.membership.ReplicaSetMember;
import dev.classify.projector.membership.RestateCoordinator;
import dev.classify.store.Database;
import dev.classify.store.projections.Projections;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Everything that a projector consists of.
final class ProjectorProcess {

  private static final Logger LOG = LoggerFactory.getLogger(ProjectorProcess.class);

  /// One for each group of builds that are at one place of the log, and some for maintenance.
  private static final int CONNECTIONS = 8;

  /// A call of the coordinator takes milliseconds. One that does not end is given up before the
  /// next heartbeat is due, but not while a slow cluster may still answer.
  private static final Duration CALL_MIN = Duration.ofSeconds(2);

  /// Within the grace period of every deployment: docker-compose.cluster.yml has 30 s.
  private static final Duration END_MAX = Duration.ofSeconds(20);

  private static final int ID_CHARACTERS = 8;

  private ProjectorProcess() {}

  /// Runs until the process is asked to stop.
  ///
  /// @throws CommandFailure if the port of the metrics is taken
  static void run(ProjectorSettings settings) throws InterruptedException {
    LOG.info("settings {}", settings.summary());
    if (!settings.unknownKeys().isEmpty()) {
      LOG.warn(
          "unknown settings keys={}; fix: correct or remove them, .env.example lists all keys",
          String.join(",", settings.unknownKeys()));
    }
    String worker =
        settings.name() + "-" + UUID.randomUUID().toString().substring(0, ID_CHARACTERS);
    HikariDataSource database = Database.openForProjections(settings.database(), CONNECTIONS);
    CompletableFuture<ReplicaSetMember> member = new CompletableFuture<>();
    ProjectionEngine engine =
        new ProjectionEngine(
            database,
            Projections.ALL,
            new EngineSettings(settings.batchSize(), settings.pollInterval(), settings.retention()),
            listener(member, settings.replicaSet()));
    ProjectorMetrics metrics = new ProjectorMetrics(settings.replicaSet(), engine::state);
    serve(metrics, settings);
    ReplicaSetMember joining =
        new ReplicaSetMember(
            settings.replicaSet(),
            worker,
            settings.name(),
            settings.timing(),
            new RestateCoordinator(settings.nodes(), settings.replicaSet(), callTimeout(settings)),
            work(database, engine, settings.replicaSet()),
            new MemberMetrics(metrics.registry(), settings.replicaSet()));
    member.complete(joining);
    LOG.info(
        "projector starts replica_set={} worker={} version={}",
        settings.replicaSet(),
        worker,
        Build.version());
    Thread runs = Thread.currentThread();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(joining, runs), "end"));
    joining.run();
    database.close();
  }

  private static Duration callTimeout(ProjectorSettings settings) {
    Duration heartbeat = Duration.ofMillis(settings.timing().heartbeat());
    return heartbeat.compareTo(CALL_MIN) > 0 ? heartbeat : CALL_MIN;
  }

  private static EngineListener listener(
      CompletableFuture<ReplicaSetMember> member, String replicaSet) {
    return new EngineListener() {
      @Override
      public void fenced(long newGeneration) {
        member.join().fenced(newGeneration);
      }

      @Override
      public void refused(String problem, String fix) {
        LOG.error("replica_set={} projects nothing: {}; fix: {}", replicaSet, problem, fix);
      }

      @Override
      public void failed(String projection, String reason) {
        LOG.error(
            "replica_set={} projection={} stopped: {}; fix: remove the cause, then `classify"
                + " projections resume {}`",
            replicaSet,
            projection,
            reason,
            projection);
      }

      @Override
      public void activated(String projection, long build) {
        LOG.info(
            "replica_set={} projection={} build={} has caught up and is shown",
            replicaSet,
            projection,
            build);
      }
    };
  }

  private static PartitionWork work(
      DataSource database, ProjectionEngine engine, String replicaSet) {
    return new PartitionWork() {
      @Override
      public String database() throws SQLException {
        return Database.identity(database);
      }

      @Override
      public void start(long generation, int partition, int partitions) {
        engine.start(new Assignment(replicaSet, generation, partition, partitions));
      }

      @Override
      public void stop() {
        engine.stop();
      }
    };
  }

  private static void serve(ProjectorMetrics metrics, ProjectorSettings settings) {
    try {
      MetricsServer.listen(settings.host(), settings.metricsPort(), metrics::scrape);
    } catch (IOException taken) {
      throw CommandFailure.failed(
          "cannot listen for metrics host=%s port=%d: %s"
              .formatted(settings.host(), settings.metricsPort(), taken.getMessage()),
          "set PROJECTOR_METRICS_PORT to a free port");
    }
  }

  /// The process ends when this returns.
  private static void end(ReplicaSetMember member, Thread runs) {
    member.close();
    try {
      if (!runs.join(END_MAX)) {
        LOG.warn(
            "the projector ends before its work; the next generation reads those events again");
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
