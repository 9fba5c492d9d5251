package dev.classify.web.events;

import io.vertx.core.http.HttpServerResponse;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The open streams of a worker. One thread looks at the jobs for all of them, and only while there
/// are any.
public final class EventStreams implements AutoCloseable {

  /// Each takes a connection, and a few comparisons every two seconds.
  static final int STREAMS_MAX = 64;

  static final String CONTENT_TYPE = "text/event-stream";

  private static final Logger LOG = LoggerFactory.getLogger(EventStreams.class);

  private static final Duration PERIOD = Duration.ofSeconds(2);

  /// More often than a balancer ends a silent connection.
  private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(15);

  /// A caller shows again by then that they may still read.
  private static final Duration LIFE = Duration.ofMinutes(15);

  private final JobSnapshots snapshots;
  private final Semaphore places = new Semaphore(STREAMS_MAX);
  private final Set<Stream> streams = ConcurrentHashMap.newKeySet();
  private final Object lock = new Object();
  private boolean watching;
  private volatile boolean closed;

  public EventStreams(JobSnapshots snapshots) {
    this.snapshots = snapshots;
  }

  /// One caller. Only the thread that looks at the jobs writes to it.
  private static final class Stream {

    private final HttpServerResponse response;
    private final @Nullable String jobId;
    private final long openedAtNanos = System.nanoTime();
    private long writtenAtNanos = openedAtNanos;
    private Map<String, String> sent = Map.of();

    Stream(HttpServerResponse response, @Nullable String jobId) {
      this.response = response;
      this.jobId = jobId;
    }
  }

  /// Takes a place for a stream, which [#open] must follow.
  ///
  /// @return false if there is none
  boolean reserve() {
    return !closed && places.tryAcquire();
  }

  /// Begins a stream whose place is reserved.
  ///
  /// @param jobId the only job to follow; null for those that were worked on last
  void open(HttpServerResponse response, @Nullable String jobId) {
    response.putHeader("Content-Type", CONTENT_TYPE).setChunked(true);
    response.write("retry: " + PERIOD.toMillis() + "\n\n");
    synchronized (lock) {
      streams.add(new Stream(response, jobId));
      if (!watching) {
        watching = true;
        Thread.ofVirtual().name("events").start(this::watch);
      }
    }
  }

  /// How many streams are open.
  int open() {
    return streams.size();
  }

  private void watch() {
    try {
      while (anyOpen()) {
        look();
        Thread.sleep(PERIOD);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean anyOpen() {
    synchronized (lock) {
      watching = !closed && !streams.isEmpty();
      return watching;
    }
  }

  private void look() {
    Map<String, Map<String, String>> known = new HashMap<>();
    for (Stream stream : streams) {
      long now = System.nanoTime();
      if (stream.response.closed() || now - stream.openedAtNanos > LIFE.toNanos()) {
        end(stream);
        continue;
      }
      // A slow reader gets the newest state once it has taken what it was sent.
      if (!stream.response.writeQueueFull()) {
        send(stream, known, now);
      }
    }
  }

  private void send(Stream stream, Map<String, Map<String, String>> known, long now) {
    Map<String, String> jobs = jobs(stream.jobId, known);
    StringBuilder changed = new StringBuilder();
    jobs.forEach(
        (id, json) -> {
          if (!json.equals(stream.sent.get(id))) {
            changed.append(changed.isEmpty() ? "" : ",").append(json);
          }
        });
    if (!changed.isEmpty()) {
      stream.sent = jobs;
      stream.writtenAtNanos = now;
      stream.response.write("event: jobs\ndata: {\"items\":[" + changed + "]}\n\n");
    } else if (now - stream.writtenAtNanos > SIGN_OF_LIFE.toNanos()) {
      stream.writtenAtNanos = now;
      stream.response.write(": alive\n\n");
    }
  }

  /// What was found in this look already, or the jobs of the database. If that is away, nothing has
  /// changed.
  private Map<String, String> jobs(@Nullable String jobId, Map<String, Map<String, String>> known) {
    String key = jobId == null ? "" : jobId;
    Map<String, String> found = known.get(key);
    if (found == null) {
      try {
        found = snapshots.now(jobId);
      } catch (SQLException fault) {
        LOG.warn("events wait for the database sql_state={}", fault.getSQLState());
        found = Map.of();
      }
      known.put(key, found);
    }
    return found;
  }

  private void end(Stream stream) {
    if (streams.remove(stream)) {
      places.release();
      if (!stream.response.closed()) {
        stream.response.end();
      }
    }
  }

  /// Ends all streams, and begins no more.
  @Override
  public void close() {
    closed = true;
    streams.forEach(this::end);
  }
}
