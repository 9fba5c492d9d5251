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

/// Asks the budget for grants for the requests of a batch, and starts the granted requests.
final class RequestSender {

  private final Journal journal;
  private final BatchRequest batch;
  private final LlmModels models;
  private final RequestStep step;
  private final BatchBudgets budgets;
  private final BatchStart start;
  private final Map<ModelRole, Long> turns = new EnumMap<>(ModelRole.class);
  private int grants;

  /// @param start what stays the same on every replay, on any worker
  RequestSender(
      Journal journal,
      BatchRequest batch,
      LlmModels models,
      RequestStep step,
      BatchBudgets budgets,
      BatchStart start) {
    this.journal = journal;
    this.batch = batch;
    this.models = models;
    this.step = step;
    this.budgets = budgets;
    this.start = start;
  }

  /// The requests that the budget granted.
  ///
  /// @param untilNextAsk when to ask again; null where any request was granted
  record Started(List<InFlightRequest> requests, @Nullable Duration untilNextAsk) {}

  /// A request with a grant. Its step runs once the journal awaits it.
  ///
  /// @param sendTimeMillis as granted, milliseconds of the Unix epoch
  record InFlightRequest(RequestPlan plan, long sendTimeMillis, StartedStep<StepResult> step) {}

  /// Starts as many requests to a model as its budget grants.
  Started begin(ModelRole role, List<RequestPlan> plans) {
    List<LlmRequest> requests = new ArrayList<>();
    List<Long> tokens = new ArrayList<>();
    for (RequestPlan plan : plans) {
      String id = journal.invocationId() + "-" + (grants + requests.size() + 1);
      LlmRequest request = LlmRequest.of(id, start.examples(), plan.question());
      requests.add(request);
      tokens.add(
          TokenEstimate.of(
                  request.examples(), request.question(), start.reasoningRoles().contains(role))
              .totalTokens());
    }
    GrantRequest ask =
        new GrantRequest(
            batch.jobId(),
            batch.answerSettings().jobLimits(),
            budgets.limits(role),
            tokens,
            budgets.takeUnreportedTokens(role),
            budgets.reported(role),
            turns.remove(role),
            grants > 0);
    GrantResponse answer = journal.reserve(start.modelNames().budgetKey(role), ask);
    Long turn = answer.askAgainAtMillis();
    if (turn != null) {
      turns.put(role, turn);
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

  private InFlightRequest begin(
      RequestPlan plan, LlmRequest request, long sendTimeMillis, long tokens) {
    StartedStep<StepResult> started =
        journal.start(
            "request " + request.requestId(),
            StepResult.class,
            () ->
                models.names().equals(start.modelNames())
                    ? step.carryOut(
                        new GrantedRequest(
                            batch,
                            plan,
                            models.model(plan.role()),
                            request,
                            sendTimeMillis,
                            tokens))
                    : new StepResult.JobStopped(ModelNames.MODELS_CHANGED));
    return new InFlightRequest(plan, sendTimeMillis, started);
  }
}
