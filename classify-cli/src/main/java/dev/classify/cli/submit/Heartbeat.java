package dev.classify.cli.submit;

import dev.classify.store.jobs.Job;
import dev.classify.store.jobs.JobHeartbeats;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Says while a command runs a job that it works on it.
final class Heartbeat {

  private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);

  private Heartbeat() {}

  static RepeatedCheck start(JobHeartbeats heartbeats, Job job) {
    return RepeatedCheck.start("heartbeat", JobHeartbeats.INTERVAL, () -> beat(heartbeats, job));
  }

  /// The next beat follows even if the database is away now.
  private static boolean beat(JobHeartbeats heartbeats, Job job) {
    try {
      heartbeats.beat(job);
    } catch (SQLException away) {
      LOG.debug("job={} heartbeat failed", job.id(), away);
    }
    return true;
  }
}
