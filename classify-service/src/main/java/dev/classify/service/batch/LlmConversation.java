package dev.classify.service.batch;

import dev.classify.api.Answering;
import dev.classify.api.BatchRequest;
import dev.classify.api.BudgetApiClient;
import dev.classify.budget.BudgetAnswer;
import dev.classify.budget.BudgetAsk;
import dev.classify.llm.Examples;
import dev.classify.service.llm.LanguageModel;
import dev.classify.service.llm.LlmRequest;
import dev.restate.sdk.Context;
import dev.restate.sdk.DurableFuture;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Asks the models about the open contents of a batch until none is open: round by round, each with
/// one look at the budget and its requests side by side.
///
/// Whatever it decides on comes from results of steps and calls, so that it decides the same on
/// every replay.
final class LlmConversation {

  /// Before the budget of the job is looked at again: some requests under way have ended by then.
  private static final Duration ROOM_PAUSE = Duration.ofSeconds(2);

  private final Context context;
  private final BatchRequest batch;
  private final LlmModels models;
  private final SetUp setUp;
  private final RequestStep step;
  private final AnswerCheck check;
  private final Accounts accounts;
  private final Examples examples;
  private final Map<String, Open> open = new LinkedHashMap<>();
  private final Map<String, Verdict> ended = new HashMap<>();
  private long now;
  private int grants;
  private @Nullable String stop;

  /// A conversation that has not begun.
  ///
  /// @param examples shown with every question; the same on every replay
  /// @param now the worker's clock, milliseconds of the Unix epoch, as a step told it
  LlmConversation(
      Context context,
      BatchRequest batch,
      LlmModels models,
      SetUp setUp,
      RequestStep step,
      Accounts accounts,
      Examples examples,
      long now) {
    this.context = context;
    this.batch = batch;
    this.models = models;
    this.setUp = setUp;
    this.step = step;
    this.accounts = accounts;
    this.examples = examples;
    this.now = now;
    Answering manner = batch.manner();
    this.check = new AnswerCheck(setUp.review() != null, manner.indicatorsMax());
  }

  /// A request that the budget was asked for.
  private record Planned(RequestPlan plan, LlmRequest request, long tokens) {}

  /// A request that may be sent.
  ///
  /// @param at when, milliseconds of the Unix epoch
  private record Granted(Planned planned, long at) {}

  /// Asks until every content has its end or the job is stopped.
  void about(List<Open> contents) {
    contents.forEach(content -> open.put(content.contentHash(), content));
    while (!open.isEmpty() && stop == null) {
      round();
    }
  }

  /// What became of a content; null where the job was stopped before.
  @Nullable Verdict verdict(String contentHash) {
    return ended.get(contentHash);
  }

  /// Why the job was stopped; null where it was not.
  @Nullable String stop() {
    return stop;
  }

  private void round() {
    List<RequestPlan> plans = RequestPlan.of(open.values());
    List<Granted> granted = new ArrayList<>();
    long askAgainAt = Long.MAX_VALUE;
    for (Stage stage : Stage.values()) {
      List<RequestPlan> ofStage = plans.stream().filter(plan -> plan.stage() == stage).toList();
      if (!ofStage.isEmpty()) {
        askAgainAt = Math.min(askAgainAt, reserve(stage, ofStage, granted));
      }
    }
    if (granted.isEmpty()) {
      sleep(Duration.ofMillis(askAgainAt - now));
      return;
    }
    // Only now, when nothing else is to be waited for: a grant does not keep.
    List<DurableFuture<StepResult>> results = granted.stream().map(this::begin).toList();
    DurableFuture.all(new ArrayList<>(results)).await();
    Duration pause = Duration.ZERO;
    for (int i = 0; i < results.size(); i++) {
      Duration needed = take(granted.get(i), results.get(i).await());
      pause = needed.compareTo(pause) > 0 ? needed : pause;
    }
    if (!open.isEmpty() && stop == null) {
      sleep(pause);
    }
  }

  /// Asks the budget for requests to one model.
  ///
  /// @param granted takes those that may be sent
  /// @return when to ask for the others
  private long reserve(Stage stage, List<RequestPlan> plans, List<Granted> granted) {
    List<Planned> planned = new ArrayList<>();
    for (RequestPlan plan : plans) {
      String id = context.request().invocationId() + "-" + (grants + planned.size() + 1);
      LlmRequest request = LlmRequest.of(id, examples, plan.question());
      planned.add(new Planned(plan, request, models.at(stage).tokensOf(request)));
    }
    BudgetAsk ask =
        new BudgetAsk(
            batch.jobId(),
            batch.manner().jobLimits(),
            accounts.limits(stage),
            planned.stream().map(Planned::tokens).toList(),
            accounts.take(stage),
            accounts.reported(stage),
            now);
    BudgetAnswer answer =
        BudgetApiClient.fromContext(context, setUp.budgetKey(stage)).reserve(ask).await();
    List<Long> sendTimes = answer.sendTimes();
    for (int i = 0; i < sendTimes.size(); i++) {
      granted.add(new Granted(planned.get(i), sendTimes.get(i)));
    }
    grants += sendTimes.size();
    return answer.askAgainAt() == null ? Long.MAX_VALUE : answer.askAgainAt();
  }

  private DurableFuture<StepResult> begin(Granted granted) {
    Planned planned = granted.planned();
    LanguageModel model = models.at(planned.plan().stage());
    return context.runAsync(
        "request " + planned.request().requestId(),
        StepResult.class,
        BatchStore.UNTIL_DONE,
        () ->
            models.setUp().equals(setUp)
                ? step.carryOut(
                    batch, planned.plan(), model, planned.request(), granted.at(), planned.tokens())
                : new StepResult.JobStopped(SetUp.CHANGED, granted.at()));
  }

  /// Takes in what came of a request.
  ///
  /// @return the pause that it asks for
  private Duration take(Granted granted, StepResult result) {
    RequestPlan plan = granted.planned().plan();
    now = Math.max(now, result.at());
    return switch (result) {
      case StepResult.TooLate _ -> Duration.ZERO;
      case StepResult.NoRoomYet _ -> ROOM_PAUSE;
      case StepResult.JobStopped stopped -> {
        stop = stopped.reason();
        yield Duration.ZERO;
      }
      case StepResult.Came came -> {
        accounts.note(plan.stage(), came, granted.at());
        String model = setUp.model(plan.stage());
        Decision decision = Decision.of(plan, model, came.outcome(), check);
        if (decision.stop() != null) {
          stop = decision.stop();
        }
        if (decision.hold().isPositive()) {
          long until = came.at() + decision.hold().toMillis();
          BudgetApiClient.fromContext(context, setUp.budgetKey(plan.stage())).hold(until).await();
        }
        for (int i = 0; i < decision.verdicts().size(); i++) {
          note(plan.rows().get(i).contentHash(), decision.verdicts().get(i));
        }
        yield decision.pause();
      }
    };
  }

  private void note(String contentHash, Verdict verdict) {
    switch (verdict) {
      case Verdict.Ask ask -> open.put(contentHash, ask.row());
      case Verdict.Done _, Verdict.GiveUp _ -> {
        open.remove(contentHash);
        ended.put(contentHash, verdict);
      }
    }
  }

  private void sleep(Duration pause) {
    if (pause.isPositive()) {
      context.sleep(pause);
      now += pause.toMillis();
    }
  }
}
