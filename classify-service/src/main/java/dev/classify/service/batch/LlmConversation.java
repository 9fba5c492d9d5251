package dev.classify.service.batch;

import dev.classify.api.BatchRequest;
import dev.classify.api.BudgetApiClient;
import dev.classify.service.batch.Sending.UnderWay;
import dev.classify.service.batch.Sending.Waiting;
import dev.restate.sdk.Context;
import dev.restate.sdk.DurableFuture;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
  private final SetUp setUp;
  private final Sending sending;
  private final AnswerCheck check;
  private final Accounts accounts;
  private final Map<String, Open> open = new LinkedHashMap<>();
  private final Map<String, Verdict> ended = new HashMap<>();
  private @Nullable String stop;

  /// A conversation that has not begun.
  LlmConversation(
      Context context, BatchRequest batch, SetUp setUp, Sending sending, Accounts accounts) {
    this.context = context;
    this.setUp = setUp;
    this.sending = sending;
    this.accounts = accounts;
    this.check = new AnswerCheck(setUp.review() != null, batch.manner().indicatorsMax());
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
    List<Waiting> asking = waiting(RequestPlan.of(open.values()));
    List<UnderWay> underWay = new ArrayList<>();
    List<Waiting> waiting = new ArrayList<>();
    List<DurableFuture<Void>> turns = new ArrayList<>();
    Duration pause = Duration.ZERO;
    while (stop == null) {
      for (Waiting one : asking) {
        underWay.addAll(sending.begin(one));
        if (!one.isOver()) {
          waiting.add(one);
          turns.add(context.timer(one.untilTurn()));
        }
      }
      asking = List.of();
      if (waiting.isEmpty() && underWay.isEmpty()) {
        break;
      }
      int first = DurableFuture.any(all(underWay, turns)).await();
      if (first < underWay.size()) {
        pause = longer(pause, take(underWay.remove(first)));
      } else {
        turns.remove(first - underWay.size());
        asking = List.of(waiting.remove(first - underWay.size()));
      }
    }
    underWay.forEach(this::take);
    if (!open.isEmpty() && stop == null && pause.isPositive()) {
      context.sleep(pause);
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

  private static List<DurableFuture<?>> all(
      List<UnderWay> underWay, List<DurableFuture<Void>> turns) {
    List<DurableFuture<?>> all = new ArrayList<>();
    underWay.forEach(one -> all.add(one.result()));
    all.addAll(turns);
    return all;
  }

  private static Duration longer(Duration one, Duration two) {
    return one.compareTo(two) >= 0 ? one : two;
  }

  /// Waits for what comes of a request, and takes it in.
  ///
  /// @return the pause that it asks for
  private Duration take(UnderWay request) {
    RequestPlan plan = request.plan();
    return switch (request.result().await()) {
      case StepResult.TooLate _ -> Duration.ZERO;
      case StepResult.Held held -> Duration.ofMillis(held.millis());
      case StepResult.NoRoomYet _ -> ROOM_PAUSE;
      case StepResult.JobStopped stopped -> {
        stop = stopped.reason();
        yield Duration.ZERO;
      }
      case StepResult.Came came -> {
        accounts.note(plan.stage(), came, request.grantedAt());
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
}
