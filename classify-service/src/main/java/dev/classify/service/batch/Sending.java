package dev.classify.service.batch;

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
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Asks the budget for the requests of a batch and begins those that it grants.
final class Sending {

  private final Context context;
  private final BatchRequest batch;
  private final LlmModels models;
  private final SetUp setUp;
  private final RequestStep step;
  private final Accounts accounts;
  private final Examples examples;
  private int grants;

  /// Nothing is granted yet.
  ///
  /// @param examples shown with every question; the same on every replay
  Sending(
      Context context,
      BatchRequest batch,
      LlmModels models,
      SetUp setUp,
      RequestStep step,
      Accounts accounts,
      Examples examples) {
    this.context = context;
    this.batch = batch;
    this.models = models;
    this.setUp = setUp;
    this.step = step;
    this.accounts = accounts;
    this.examples = examples;
  }

  /// Requests to one model that are not granted yet.
  static final class Waiting {
    private final Stage stage;
    private List<RequestPlan> plans;

    /// When the budget is to be asked again; null where it said nothing of that.
    private @Nullable Long turn;

    private Duration untilTurn = Duration.ZERO;

    Waiting(Stage stage, List<RequestPlan> plans) {
      this.stage = stage;
      this.plans = plans;
    }

    boolean isOver() {
      return plans.isEmpty();
    }

    /// How long until the budget is to be asked again.
    Duration untilTurn() {
      return untilTurn;
    }
  }

  /// A request that was granted and begun. Its step does not run before its end is waited for.
  ///
  /// @param grantedAt its send time, milliseconds of the Unix epoch
  record UnderWay(RequestPlan plan, long grantedAt, DurableFuture<StepResult> result) {}

  /// Begins as many as the budget grants; the others wait their turn.
  List<UnderWay> begin(Waiting waiting) {
    Stage stage = waiting.stage;
    List<LlmRequest> requests = new ArrayList<>();
    List<Long> tokens = new ArrayList<>();
    for (RequestPlan plan : waiting.plans) {
      String id = context.request().invocationId() + "-" + (grants + requests.size() + 1);
      LlmRequest request = LlmRequest.of(id, examples, plan.question());
      requests.add(request);
      tokens.add(models.at(stage).tokensOf(request));
    }
    BudgetAsk ask =
        new BudgetAsk(
            batch.jobId(),
            batch.manner().jobLimits(),
            accounts.limits(stage),
            tokens,
            accounts.take(stage),
            accounts.reported(stage),
            waiting.turn,
            grants > 0);
    BudgetAnswer answer =
        BudgetApiClient.fromContext(context, setUp.budgetKey(stage)).reserve(ask).await();
    List<Long> sendTimes = answer.sendTimes();
    List<UnderWay> begun = new ArrayList<>();
    for (int i = 0; i < sendTimes.size(); i++) {
      begun.add(begin(waiting.plans.get(i), requests.get(i), sendTimes.get(i), tokens.get(i)));
    }
    grants += begun.size();
    waiting.plans = waiting.plans.subList(begun.size(), waiting.plans.size());
    waiting.turn = answer.askAgainAt();
    if (waiting.turn != null) {
      waiting.untilTurn = Duration.ofMillis(waiting.turn - answer.now());
    }
    return begun;
  }

  private UnderWay begin(RequestPlan plan, LlmRequest request, long grantedAt, long tokens) {
    LanguageModel model = models.at(plan.stage());
    DurableFuture<StepResult> result =
        context.runAsync(
            "request " + request.requestId(),
            StepResult.class,
            BatchStore.UNTIL_DONE,
            () ->
                models.setUp().equals(setUp)
                    ? step.carryOut(batch, plan, model, request, grantedAt, tokens)
                    : new StepResult.JobStopped(SetUp.CHANGED));
    return new UnderWay(plan, grantedAt, result);
  }
}
