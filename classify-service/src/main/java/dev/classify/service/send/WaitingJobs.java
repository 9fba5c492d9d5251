package dev.classify.service.send;

import dev.classify.budget.GrantRequest;
import dev.classify.budget.GrantResponse;
import dev.classify.budget.Limits;
import dev.classify.budget.RateLimitReport;
import dev.classify.store.budget.JobGate;
import dev.classify.store.budget.LeasedSlots;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The requests that wait for one model, by job. For use under the lock of a [SlotQueue].
final class WaitingJobs {

  private final Map<String, PriorityQueue<WaitingRequest>> jobs = new LinkedHashMap<>();

  void add(WaitingRequest request) {
    jobs.computeIfAbsent(request.task().jobId(), _ -> new PriorityQueue<>()).add(request);
  }

  /// Whether the request was still waiting.
  boolean remove(WaitingRequest request) {
    PriorityQueue<WaitingRequest> queue = jobs.get(request.task().jobId());
    return queue != null && queue.remove(request);
  }

  /// Hands out the slots of a job. If it no longer waits for a model that fails, the other requests
  /// that have a stand-in end as well.
  ///
  /// @param receivedNanos when the slots were leased, by [WorkerClock#nanos]
  /// @param limit counts each of them as in flight
  void give(
      String job,
      GrantResponse response,
      LeasedSlots leased,
      long receivedNanos,
      ConcurrencyLimit limit) {
    PriorityQueue<WaitingRequest> queue = jobs.get(job);
    if (queue == null) {
      return;
    }
    JobGate gate = leased.gates().get(job);
    String failure = gate == null ? null : gate.modelFailure();
    for (long sendTime : response.sendTimesMillis()) {
      WaitingRequest request = queue.poll();
      if (request == null) {
        return;
      }
      long aheadNanos = TimeUnit.MILLISECONDS.toNanos(sendTime - leased.nowMillis());
      request.end(
          new Turn.Slot(
              sendTime,
              receivedNanos + aheadNanos,
              limit.take(),
              leased.probe(),
              request.task().hasStandIn() ? failure : null));
    }
    if (failure != null) {
      endWithStandIn(queue, new Turn.WaitedTooLong(failure));
    }
  }

  private static void endWithStandIn(PriorityQueue<WaitingRequest> queue, Turn turn) {
    queue.removeIf(
        request -> {
          boolean ends = request.task().hasStandIn();
          if (ends) {
            request.end(turn);
          }
          return ends;
        });
  }

  /// Ends the wait of all requests of a job.
  void end(String job, Turn turn) {
    PriorityQueue<WaitingRequest> queue = jobs.remove(job);
    if (queue != null) {
      queue.forEach(request -> request.end(turn));
    }
  }

  /// Ends the waits of the steps that must not wait any longer.
  ///
  /// @param waitsFor for people
  void endStepsThatAreOver(String waitsFor) {
    jobs.values().forEach(queue -> queue.removeIf(request -> request.endIfStepIsOver(waitsFor)));
  }

  boolean anyWaits() {
    return jobs.values().stream().anyMatch(queue -> !queue.isEmpty());
  }

  /// What to ask for: an equal part of the free places for each job, rounded up, so that one place
  /// is enough for one of them. The job that was first is last the next time.
  ///
  /// @param free how many more requests may be in flight
  /// @param correction of the first request, see [GrantRequest]
  List<GrantRequest> requests(
      int free, Limits account, long correction, @Nullable RateLimitReport report) {
    jobs.values().removeIf(PriorityQueue::isEmpty);
    List<GrantRequest> requests = new ArrayList<>();
    int freeLeft = free;
    int jobsLeft = jobs.size();
    for (PriorityQueue<WaitingRequest> queue : jobs.values()) {
      int part = Math.min(queue.size(), Math.ceilDiv(freeLeft, jobsLeft));
      freeLeft -= part;
      jobsLeft--;
      if (part > 0) {
        List<WaitingRequest> first = queue.stream().sorted().limit(part).toList();
        SendTask task = first.getFirst().task();
        requests.add(
            new GrantRequest(
                task.jobId(),
                task.jobLimits(),
                account,
                first.stream().map(one -> one.task().tokens().totalTokens()).toList(),
                requests.isEmpty() ? correction : 0,
                report));
      }
    }
    rotate();
    return requests;
  }

  private void rotate() {
    if (!jobs.isEmpty()) {
      String first = jobs.keySet().iterator().next();
      PriorityQueue<WaitingRequest> queue = jobs.remove(first);
      jobs.put(first, queue);
    }
  }
}
