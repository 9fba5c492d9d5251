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
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Asks the models about the open contents of a batch until none is open: round by round, the
/// requests of each side by side.
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
  private final InstantSource clock;
  private final Map<String, Open> open = new LinkedHashMap<>();
  private final Map<String, Verdict> ended = new HashMap<>();
  private long now;
  private int grants;
  private @Nullable String stop;

  /// A conversation that has not begun.
  ///
  /// @param examples shown with every question; the same on every replay
  /// @param clock of the worker, for steps alone
  /// @param now what it said in a step, milliseconds of the Unix epoch
  LlmConversation(
      Context context,
      BatchRequest batch,
      LlmModels models,
      SetUp setUp,
      RequestStep step,
      Accounts accounts,
      Examples examples,
      InstantSource clock,
      long now) {
    this.context = context;
    this.batch = batch;
    this.models = models;
    this.setUp = setUp;
    this.step = step;
    this.accounts = accounts;
    this.examples = examples;
    this.clock = clock;
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

  private record UnderWay(Granted granted, DurableFuture<StepResult> result) {}

  /// Requests to one model that are not granted yet.
  private static final class Waiting {
    private final Stage stage;
    private List<RequestPlan> plans;

    /// When the budget was last told to be asked again; null where it was not.
    private @Nullable Long turn;

    /// Runs until the turn; null where it has come.
    private @Nullable DurableFuture<Void> timer;

    Waiting(Stage stage, List<RequestPlan> plans) {
      this.stage = stage;
      this.plans = plans;
    }
  }

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

  /// Asks about all that is open. What the budget does not grant at once is asked for again in its
  /// turn, while the others are under way.
  private void round() {
    List<Waiting> waiting = waiting(RequestPlan.of(open.values()));
    List<UnderWay> underWay = new ArrayList<>();
    Duration pause = Duration.ZERO;
    while (stop == null) {
      for (Waiting one : waiting) {
        if (one.timer == null) {
          reserve(one).forEach(granted -> underWay.add(begin(granted)));
        }
      }
      waiting.removeIf(one -> one.plans.isEmpty());
      if (waiting.isEmpty() && underWay.isEmpty()) {
        break;
      }
      int first = DurableFuture.any(futures(underWay, waiting)).await();
      if (first < underWay.size()) {
        UnderWay ended = underWay.remove(first);
        pause = longer(pause, take(ended.granted(), ended.result().await()));
      } else {
        waiting.get(first - underWay.size()).timer = null;
        lookAtTheClock();
      }
    }
    for (UnderWay last : underWay) {
      take(last.granted(), last.result().await());
    }
    if (!open.isEmpty() && stop == null && pause.isPositive()) {
      context.sleep(pause);
      lookAtTheClock();
    }
  }

  private static List<Waiting> waiting(List<RequestPlan> plans) {
    List<Waiting> waiting = new ArrayList<>();
    for (Stage stage : Stage.values()) {
      List<RequestPlan> ofStage = plans.stream().filter(plan -> plan.stage() == stage).toList();
      if (!ofStage.isEmpty()) {
        waiting.add(new Waiting(stage, ofStage));
      }
    }
    return waiting;
  }

  /// All together: a step does not begin before its end is waited for.
  private static List<DurableFuture<?>> futures(List<UnderWay> underWay, List<Waiting> waiting) {
    List<DurableFuture<?>> futures = new ArrayList<>();
    underWay.forEach(one -> futures.add(one.result()));
    waiting.forEach(one -> futures.add(Objects.requireNonNull(one.timer)));
    return futures;
  }

  private static Duration longer(Duration one, Duration two) {
    return one.compareTo(two) >= 0 ? one : two;
  }

  /// Asks the budget for requests to one model; those that it does not grant wait their turn.
  private List<Granted> reserve(Waiting waiting) {
    Stage stage = waiting.stage;
    List<Planned> planned = new ArrayList<>();
    for (RequestPlan plan : waiting.plans) {
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
            waiting.turn,
            now);
    BudgetAnswer answer =
        BudgetApiClient.fromContext(context, setUp.budgetKey(stage)).reserve(ask).await();
    List<Long> sendTimes = answer.sendTimes();
    List<Granted> granted = new ArrayList<>();
    for (int i = 0; i < sendTimes.size(); i++) {
      granted.add(new Granted(planned.get(i), sendTimes.get(i)));
    }
    grants += granted.size();
    waiting.plans = waiting.plans.subList(granted.size(), waiting.plans.size());
    waiting.turn = answer.askAgainAt();
    if (waiting.turn != null) {
      waiting.timer = context.timer(Duration.ofMillis(waiting.turn - now));
    }
    return granted;
  }

  private UnderWay begin(Granted granted) {
    Planned planned = granted.planned();
    LanguageModel model = models.at(planned.plan().stage());
    DurableFuture<StepResult> result =
        context.runAsync(
            "request " + planned.request().requestId(),
            StepResult.class,
            BatchStore.UNTIL_DONE,
            () ->
                models.setUp().equals(setUp)
                    ? step.carryOut(
                        batch,
                        planned.plan(),
                        model,
                        planned.request(),
                        granted.at(),
                        planned.tokens())
                    : new StepResult.JobStopped(SetUp.CHANGED, granted.at()));
    return new UnderWay(granted, result);
  }

  /// Takes in what came of a request.
  ///
  /// @return the pause that it asks for
  private Duration take(Granted granted, StepResult result) {
    RequestPlan plan = granted.planned().plan();
    now = Math.max(now, result.at());
    return switch (result) {
      case StepResult.TooLate _ -> Duration.ZERO;
      case StepResult.Held held -> Duration.ofMillis(held.until() - held.at());
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

  /// Whoever waits wakes late, and would ask for what is past.
  private void lookAtTheClock() {
    now = Math.max(now, context.run("clock", Long.class, clock::millis));
  }
}
