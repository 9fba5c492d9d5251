package dev.classify.service.batch;

import dev.classify.api.BatchRequest;
import dev.classify.api.BudgetApiClient;
import dev.classify.budget.GrantRequest;
import dev.classify.budget.GrantResponse;
import dev.classify.llm.TokenEstimate;
import dev.classify.service.llm.LlmRequest;
import dev.restate.sdk.Context;
import dev.restate.sdk.DurableFuture;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Asks the budget for the requests of a batch and begins those that it grants.
final class Sending {

  private final Context context;
  private final BatchRequest batch;
  private final LlmModels models;
  private final RequestStep step;
  private final Accounts accounts;
  private final LookUp lookUp;
  private final Map<Stage, Long> turns = new EnumMap<>(Stage.class);
  private int grants;

  /// Nothing is granted yet.
  ///
  /// @param lookUp what stays the same on every replay, on whatever worker
  Sending(
      Context context,
      BatchRequest batch,
      LlmModels models,
      RequestStep step,
      Accounts accounts,
      LookUp lookUp) {
    this.context = context;
    this.batch = batch;
    this.models = models;
    this.step = step;
    this.accounts = accounts;
    this.lookUp = lookUp;
  }

  /// What the budget said to a wish.
  ///
  /// @param untilTurn how long until it is to be asked again; null where any request was granted
  record Reserved(List<UnderWay> begun, @Nullable Duration untilTurn) {}

  /// A request that was granted and begun. Its step does not run before its end is waited for.
  ///
  /// @param grantedAt its send time, milliseconds of the Unix epoch
  record UnderWay(RequestPlan plan, long grantedAt, DurableFuture<StepResult> result) {}

  /// Begins as many requests to a model as its budget grants.
  Reserved begin(Stage stage, List<RequestPlan> plans) {
    List<LlmRequest> requests = new ArrayList<>();
    List<Long> tokens = new ArrayList<>();
    for (RequestPlan plan : plans) {
      String id = context.request().invocationId() + "-" + (grants + requests.size() + 1);
      LlmRequest request = LlmRequest.of(id, lookUp.examples(), plan.question());
      requests.add(request);
      tokens.add(
          TokenEstimate.of(
                  request.examples(), request.question(), lookUp.reasoning().contains(stage))
              .totalTokens());
    }
    GrantRequest ask =
        new GrantRequest(
            batch.jobId(),
            batch.answerSettings().jobLimits(),
            accounts.limits(stage),
            tokens,
            accounts.take(stage),
            accounts.reported(stage),
            turns.remove(stage),
            grants > 0);
    GrantResponse answer =
        BudgetApiClient.fromContext(context, lookUp.setUp().budgetKey(stage)).reserve(ask).await();
    Long turn = answer.askAgainAt();
    if (turn != null) {
      turns.put(stage, turn);
      return new Reserved(List.of(), Duration.ofMillis(turn - answer.now()));
    }
    List<UnderWay> begun = new ArrayList<>();
    for (int i = 0; i < answer.sendTimes().size(); i++) {
      begun.add(begin(plans.get(i), requests.get(i), answer.sendTimes().get(i), tokens.get(i)));
    }
    grants += begun.size();
    return new Reserved(begun, null);
  }

  private UnderWay begin(RequestPlan plan, LlmRequest request, long grantedAt, long tokens) {
    DurableFuture<StepResult> result =
        context.runAsync(
            "request " + request.requestId(),
            StepResult.class,
            BatchStore.UNTIL_DONE,
            () ->
                models.setUp().equals(lookUp.setUp())
                    ? step.carryOut(
                        batch, plan, models.at(plan.stage()), request, grantedAt, tokens)
                    : new StepResult.JobStopped(SetUp.CHANGED));
    return new UnderWay(plan, grantedAt, result);
  }
}
