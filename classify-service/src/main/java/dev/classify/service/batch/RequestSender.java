package dev.classify.service.batch;

import dev.classify.api.BatchRequest;
import dev.classify.budget.GrantRequest;
import dev.classify.budget.GrantResponse;
import dev.classify.llm.TokenEstimate;
import dev.classify.service.batch.Journal.StartedStep;
import dev.classify.service.llm.LlmRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Asks the budget for the requests of a batch and begins those that it grants.
final class RequestSender {

  private final Journal journal;
  private final BatchRequest batch;
  private final LlmModels models;
  private final RequestStep step;
  private final BatchBudgets accounts;
  private final BatchStart lookUp;
  private final Map<ModelRole, Long> turns = new EnumMap<>(ModelRole.class);
  private int grants;

  /// Nothing is granted yet.
  ///
  /// @param lookUp what stays the same on every replay, on whatever worker
  RequestSender(
      Journal journal,
      BatchRequest batch,
      LlmModels models,
      RequestStep step,
      BatchBudgets accounts,
      BatchStart lookUp) {
    this.journal = journal;
    this.batch = batch;
    this.models = models;
    this.step = step;
    this.accounts = accounts;
    this.lookUp = lookUp;
  }

  /// What the budget said to a wish.
  ///
  /// @param untilNextAsk how long until it is to be asked again; null where any request was granted
  record Started(List<InFlightRequest> requests, @Nullable Duration untilNextAsk) {}

  /// A request that was granted and begun. Its step does not run before its end is waited for.
  ///
  /// @param sendTimeMillis its send time, milliseconds of the Unix epoch
  record InFlightRequest(RequestPlan plan, long sendTimeMillis, StartedStep<StepResult> step) {}

  /// Begins as many requests to a model as its budget grants.
  Started begin(ModelRole stage, List<RequestPlan> plans) {
    List<LlmRequest> requests = new ArrayList<>();
    List<Long> tokens = new ArrayList<>();
    for (RequestPlan plan : plans) {
      String id = journal.invocationId() + "-" + (grants + requests.size() + 1);
      LlmRequest request = LlmRequest.of(id, lookUp.examples(), plan.question());
      requests.add(request);
      tokens.add(
          TokenEstimate.of(
                  request.examples(), request.question(), lookUp.reasoningRoles().contains(stage))
              .totalTokens());
    }
    GrantRequest ask =
        new GrantRequest(
            batch.jobId(),
            batch.answerSettings().jobLimits(),
            accounts.limits(stage),
            tokens,
            accounts.takeUnreportedTokens(stage),
            accounts.reported(stage),
            turns.remove(stage),
            grants > 0);
    GrantResponse answer = journal.reserve(lookUp.modelNames().budgetKey(stage), ask);
    Long turn = answer.askAgainAtMillis();
    if (turn != null) {
      turns.put(stage, turn);
      return new Started(List.of(), Duration.ofMillis(turn - answer.decidedAtMillis()));
    }
    List<InFlightRequest> begun = new ArrayList<>();
    for (int i = 0; i < answer.sendTimesMillis().size(); i++) {
      begun.add(
          begin(plans.get(i), requests.get(i), answer.sendTimesMillis().get(i), tokens.get(i)));
    }
    grants += begun.size();
    return new Started(begun, null);
  }

  private InFlightRequest begin(RequestPlan plan, LlmRequest request, long grantedAt, long tokens) {
    StartedStep<StepResult> started =
        journal.start(
            "request " + request.requestId(),
            StepResult.class,
            () ->
                models.names().equals(lookUp.modelNames())
                    ? step.carryOut(
                        new GrantedRequest(
                            batch, plan, models.model(plan.role()), request, grantedAt, tokens))
                    : new StepResult.JobStopped(ModelNames.MODELS_CHANGED));
    return new InFlightRequest(plan, grantedAt, started);
  }
}
