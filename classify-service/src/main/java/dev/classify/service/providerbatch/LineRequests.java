package dev.classify.service.providerbatch;

import dev.classify.model.ServiceTier;
import dev.classify.service.llm.BatchedModel;
import dev.classify.service.send.KeptReply;
import dev.classify.service.send.RequestCosts;
import dev.classify.service.send.Requests;
import dev.classify.service.send.SendResult;
import dev.classify.service.send.SendTask;
import dev.classify.service.send.StepTime;
import dev.classify.service.send.StillWaiting;
import dev.classify.store.providerbatch.BatchLine;
import dev.classify.store.providerbatch.BatchLines;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The requests of one batch of rows as lines of files. Those that files bring no answer to are
/// sent as requests of their own, if the job wants that.
final class LineRequests implements Requests {

  private final FiledLines lines;
  private final LineWatch watch;
  private final KeptReplies keptReplies;
  private final Map<String, BatchedModel> models;
  private final RequestCosts costs;
  private final String batchKey;
  private final Requests live;
  private final ServiceTier liveTier;
  private final StepTime time;

  /// @param models by name
  /// @param live sends requests of their own
  /// @param liveTier of those
  LineRequests(
      FiledLines lines,
      LineWatch watch,
      KeptReplies keptReplies,
      Map<String, BatchedModel> models,
      RequestCosts costs,
      String batchKey,
      Requests live,
      ServiceTier liveTier,
      StepTime time) {
    this.lines = lines;
    this.watch = watch;
    this.keptReplies = keptReplies;
    this.models = models;
    this.costs = costs;
    this.batchKey = batchKey;
    this.live = live;
    this.liveTier = liveTier;
    this.time = time;
  }

  @Override
  public List<SendResult> sendAll(List<SendTask> tasks)
      throws StillWaiting, SQLException, InterruptedException {
    if (tasks.isEmpty()) {
      return List.of();
    }
    while (true) {
      Map<String, SendResult> results = kept(tasks);
      List<SendTask> open = without(results, tasks);
      if (open.isEmpty()) {
        return inOrder(tasks, results);
      }
      Set<String> sentLive = Set.copyOf(lines.sentLive(batchKey));
      lines.file(
          open.stream()
              .filter(task -> !sentLive.contains(task.request().requestId()))
              .map(this::line)
              .toList());
      BatchLines.Wait wait = watch.await(batchKey, open.getFirst().jobId(), time);
      results.putAll(kept(tasks));
      if (wait.stopReason() != null) {
        lines.withdraw(batchKey);
        for (SendTask task : without(results, tasks)) {
          results.put(task.request().requestId(), new SendResult.JobStopped(wait.stopReason()));
        }
        return inOrder(tasks, results);
      }
      if (wait.live() > 0) {
        sendLive(tasks, results);
      } else if (!without(results, tasks).isEmpty()) {
        throw StillWaiting.batchStored();
      }
    }
  }

  private void sendLive(List<SendTask> tasks, Map<String, SendResult> results)
      throws StillWaiting, SQLException, InterruptedException {
    Set<String> ids = Set.copyOf(lines.sentLive(batchKey));
    List<SendTask> sent =
        without(results, tasks).stream()
            .filter(task -> ids.contains(task.request().requestId()))
            .map(task -> task.at(liveTier))
            .toList();
    live.sendAll(sent);
    lines.withdraw(batchKey);
  }

  private Map<String, SendResult> kept(List<SendTask> tasks) throws SQLException {
    Map<String, String> replies = keptReplies.of(batchKey);
    Map<String, SendResult> results = new HashMap<>();
    for (SendTask task : tasks) {
      String id = task.request().requestId();
      String reply = replies.get(id);
      if (reply != null) {
        results.put(id, new SendResult.Completed(KeptReply.read(reply)));
      }
    }
    return results;
  }

  private static List<SendTask> without(Map<String, SendResult> results, List<SendTask> tasks) {
    return tasks.stream().filter(task -> !results.containsKey(task.request().requestId())).toList();
  }

  private static List<SendResult> inOrder(List<SendTask> tasks, Map<String, SendResult> results) {
    List<SendResult> ordered = new ArrayList<>();
    for (SendTask task : tasks) {
      SendResult result = results.get(task.request().requestId());
      if (result == null) {
        throw new IllegalStateException("no result of " + task.request().requestId());
      }
      ordered.add(result);
    }
    return ordered;
  }

  private BatchLine line(SendTask task) {
    String model = task.model().name();
    BatchedModel batched = models.get(model);
    if (batched == null) {
      throw new IllegalStateException("no model " + model);
    }
    long prompt = task.tokens().promptTokens();
    return new BatchLine(
        task.request().requestId(),
        task.jobId(),
        task.batchKey(),
        task.budgetKey(),
        model,
        LineFiles.write(task.request()),
        batched.line(task.request()).getBytes(StandardCharsets.UTF_8).length + 1,
        task.request().question().indicators().size(),
        task.attempt(),
        prompt,
        task.tokens().totalTokens(),
        costs.max(task.model(), ServiceTier.BATCH, task.tokens(), Instant.now()));
  }
}
