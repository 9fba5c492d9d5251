package dev.classify.cli.cluster.plan;

import dev.classify.api.BatchLimits;
import dev.classify.budget.Budget;
import dev.classify.budget.Pace;
import dev.classify.cli.cluster.ClusterSize;
import java.time.Duration;

/// The size of a cluster for a rate of requests to a model. docs/cluster.md has the formulas, and
/// how their figures were measured.
///
/// @param requestsPerMinute the limit of the account
/// @param indicators of a job
/// @param latency of a request, on average
/// @param rowsPerRequest indicators in a request
/// @param losses nodes that may be lost at the same time
public record ClusterPlan(
    int requestsPerMinute, long indicators, Duration latency, int rowsPerRequest, int losses) {

  /// Requests in flight at one worker. LLM_CONCURRENCY is 256; a plan leaves room.
  static final int IN_FLIGHT_OF_WORKER = 200;

  /// Processor time for a request, and for each of its rows.
  private static final Cost WORKER = new Cost(7, 0.5);

  private static final Cost DATABASE = new Cost(6, 1);
  private static final Cost ONE_NODE = new Cost(1.5, 0.1);
  private static final Cost EACH_COPY = new Cost(3.5, 0.25);

  /// Part of a core that a plan uses; the rest is for bursts, and for a worker that is lost.
  private static final double CORE_USED = 0.7;

  /// One goes on when the other is lost.
  private static final int WORKERS_MIN = 2;

  /// `mem_limit` of the containers, in MiB.
  private static final int NODE_MIB = 576;

  private static final int WORKER_MIB = 352;

  /// PostgreSQL 512, runner 384, object store 384, projector 256, NGINX 96, admin 64.
  private static final int OTHERS_MIB = 1_696;

  private static final double SECONDS = 60;
  private static final double MILLIS = 1_000;

  /// @param request milliseconds for a request
  /// @param row milliseconds more for each of its rows
  private record Cost(double request, double row) {}

  /// Of the whole job.
  long requests() {
    return Math.ceilDiv(indicators, (long) rowsPerRequest);
  }

  /// What the rate limit allows, or what the batches allow that the nodes take at a time.
  double requestsPerSecond() {
    return Math.min(byLimit(), requestsOfBatch() * batchesMax() / turnSeconds());
  }

  boolean boundByBatches() {
    return batchesNeeded() > batchesMax();
  }

  double rowsPerSecond() {
    return requestsPerSecond() * rowsPerRequest;
  }

  double minutes() {
    return requests() / requestsPerSecond() / SECONDS + turnSeconds() / SECONDS;
  }

  /// Little's law.
  double requestsInFlight() {
    return requestsPerSecond() * latency.toMillis() / MILLIS;
  }

  /// For the whole rate limit. A batch sends all its requests at the same time, so it stays for the
  /// time that a grant is given ahead, and that of the answer.
  int batchesNeeded() {
    return ceil(byLimit() / requestsOfBatch() * turnSeconds());
  }

  int batchesMax() {
    return size(1).partitions() * size(1).invocationsOfPartition();
  }

  int workersForRequestsInFlight() {
    return ceil(requestsInFlight() / IN_FLIGHT_OF_WORKER);
  }

  int workersForProcessor() {
    return ceil(workerCores() / CORE_USED);
  }

  /// Nodes, of which a majority must be left, and workers.
  ClusterSize size() {
    return size(
        Math.max(WORKERS_MIN, Math.max(workersForRequestsInFlight(), workersForProcessor())));
  }

  private ClusterSize size(int workers) {
    return new ClusterSize(2 * losses + 1, workers);
  }

  double workerCores() {
    return cores(WORKER);
  }

  /// Of the machine, or of all machines.
  double cores() {
    double nodes = losses == 0 ? cores(ONE_NODE) : size().copies() * cores(EACH_COPY);
    return (workerCores() + cores(DATABASE) + nodes) / CORE_USED;
  }

  /// Limits of all containers together.
  int memoryMib() {
    return size().nodes() * NODE_MIB + size().workers() * WORKER_MIB + OTHERS_MIB;
  }

  private double byLimit() {
    return Pace.USED_PART * requestsPerMinute / SECONDS;
  }

  private int requestsOfBatch() {
    return Math.ceilDiv(BatchLimits.ROWS_MAX, rowsPerRequest);
  }

  private double turnSeconds() {
    return Budget.HORIZON.plus(latency).toMillis() / MILLIS;
  }

  private double cores(Cost cost) {
    return requestsPerSecond() * (cost.request + cost.row * rowsPerRequest) / MILLIS;
  }

  private static int ceil(double number) {
    return (int) Math.ceil(number);
  }
}
