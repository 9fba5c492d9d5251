package dev.classify.service.batch;

import dev.classify.api.BatchRequest;
import dev.classify.indicator.ContentHash;
import dev.classify.llm.Question;
import dev.classify.llm.TokenEstimate;
import dev.classify.rules.Repair;
import dev.classify.service.llm.LanguageModel;
import dev.classify.service.llm.LlmRequest;
import dev.classify.service.send.Requests;
import dev.classify.service.send.SendResult;
import dev.classify.service.send.SendTask;
import dev.classify.service.send.StillWaiting;
import dev.classify.store.jobs.JobTiers;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Asks the models about the pending contents of a batch, round by round, until every content has
/// its verdict. The requests of a round run concurrently.
///
/// Its decisions depend on the outcomes of its requests alone, and outcomes are kept until the
/// batch is stored. A step that is tried again therefore asks under the same request ids, and
/// pays for nothing twice.
final class LlmConversation {

  private static final int DIGEST_BYTES = 6;

  private final String invocationId;
  private final BatchRequest batch;
  private final BatchStart start;
  private final LlmModels models;
  private final JobTiers tiers;
  private final Requests requests;
  private final AnswerCheck check;
  private final Map<String, PendingContent> pending = new LinkedHashMap<>();
  private final Map<String, ContentVerdict> verdicts = new HashMap<>();
  private int requestsBefore;
  private @Nullable String stopReason;

  /// @param invocationId the same on every try
  /// @param tiers of the job; another try may find other ones
  LlmConversation(
      String invocationId,
      BatchRequest batch,
      BatchStart start,
      LlmModels models,
      JobTiers tiers,
      Requests requests,
      Repair repair) {
    this.invocationId = invocationId;
    this.batch = batch;
    this.start = start;
    this.models = models;
    this.tiers = tiers;
    this.requests = requests;
    this.check =
        new AnswerCheck(
            start.modelNames().review() != null,
            batch.answerSettings().rowsPerRequest(),
            repair,
            start.confidences());
  }

  /// Asks until every content has its verdict or the job is stopped. May be called again with other
  /// contents, in the same order by every try of the step.
  ///
  /// @throws StillWaiting where the step must not wait any longer
  /// @throws SQLException where the database is down
  void askAbout(List<PendingContent> contents)
      throws StillWaiting, SQLException, InterruptedException {
    contents.forEach(content -> pending.put(content.contentHash(), content));
    if (!pending.isEmpty() && !models.names().equals(start.modelNames())) {
      stopReason = ModelNames.MODELS_CHANGED;
    }
    while (!pending.isEmpty() && stopReason == null) {
      round();
    }
  }

  /// The verdict on a content; null where the job was stopped before.
  @Nullable ContentVerdict verdict(String contentHash) {
    return verdicts.get(contentHash);
  }

  /// Why the job was stopped; null where it was not.
  @Nullable String stopReason() {
    return stopReason;
  }

  /// Ends the conversation because the job was stopped.
  void stop(String reason) {
    stopReason = reason;
  }

  private void round() throws StillWaiting, SQLException, InterruptedException {
    List<RequestPlan> plans = RequestPlan.of(pending.values());
    List<SendTask> tasks = new ArrayList<>();
    for (RequestPlan plan : plans) {
      tasks.add(task(plan, requestsBefore + tasks.size() + 1));
    }
    List<SendResult> results = requests.sendAll(tasks);
    requestsBefore += tasks.size();
    for (int i = 0; i < plans.size(); i++) {
      take(plans.get(i), results.get(i));
    }
  }

  private SendTask task(RequestPlan plan, int number) {
    LanguageModel model = models.model(plan.role());
    String id = invocationId + "-" + number + "-" + digest(model, plan);
    LlmRequest request =
        LlmRequest.of(id, start.examples(), plan.question())
            .at(tiers.of(model.tierByDefault(), plan.attempt() > 1))
            .withAnswerTokensMax(plan.answerTokensMin());
    TokenEstimate tokens = model.estimate(request);
    return new SendTask(
        batch.jobId(),
        batch.answerSettings().jobLimits(),
        batch.batchKey(),
        start.modelNames().budgetKey(plan.role()),
        model,
        // Exactly what is reserved, although the estimate may change before it is sent.
        request.bounded(tokens.answerTokensMax()),
        tiers.mayFallBack(),
        plan.attempt(),
        requestsBefore > 0,
        plan.hasStandIn(),
        tokens);
  }

  /// A kept reply must never be read as the answer to other rows: the id of a request depends on
  /// what it asks.
  private static String digest(LanguageModel model, RequestPlan plan) {
    String asked = model.name() + plan.answerTokensMin() + new Question(plan.question()).write();
    byte[] hash = ContentHash.sha256().digest(asked.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(hash, 0, DIGEST_BYTES);
  }

  private void take(RequestPlan plan, SendResult result) {
    switch (result) {
      case SendResult.JobStopped stopped -> stopReason = stopped.reason();
      case SendResult.Completed completed -> {
        String model = start.modelNames().name(plan.role());
        NextStep decision = NextStep.of(plan, model, completed.outcome(), check);
        if (decision.stopReason() != null) {
          stopReason = decision.stopReason();
        }
        for (int i = 0; i < decision.verdicts().size(); i++) {
          note(plan.contents().get(i).contentHash(), decision.verdicts().get(i));
        }
      }
    }
  }

  private void note(String contentHash, ContentVerdict verdict) {
    switch (verdict) {
      case ContentVerdict.AskAgain ask -> pending.put(contentHash, ask.content());
      case ContentVerdict.Done _, ContentVerdict.ByRules _, ContentVerdict.GiveUp _ -> {
        pending.remove(contentHash);
        verdicts.put(contentHash, verdict);
      }
    }
  }
}
