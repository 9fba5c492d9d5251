package dev.classify.service.batch;

import dev.classify.api.BatchRequest;
import dev.classify.rules.Repair;
import dev.classify.service.batch.RequestSender.InFlightRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
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

  private final Journal journal;
  private final ModelNames setUp;
  private final RequestSender sending;
  private final AnswerCheck check;
  private final BatchBudgets accounts;
  private final Map<String, PendingContent> open = new LinkedHashMap<>();
  private final Map<String, ContentVerdict> ended = new HashMap<>();
  private final Map<ModelRole, Long> holds = new EnumMap<>(ModelRole.class);
  private @Nullable String stopReason;

  /// A conversation that has not begun.
  LlmConversation(
      Journal journal,
      BatchRequest batch,
      ModelNames setUp,
      RequestSender sending,
      BatchBudgets accounts,
      Repair repair) {
    this.journal = journal;
    this.setUp = setUp;
    this.sending = sending;
    this.accounts = accounts;
    this.check =
        new AnswerCheck(setUp.review() != null, batch.answerSettings().rowsPerRequest(), repair);
  }

  /// Asks until every content has its end or the job is stopped.
  void askAbout(List<PendingContent> contents) {
    contents.forEach(content -> open.put(content.contentHash(), content));
    while (!open.isEmpty() && stopReason == null) {
      round();
    }
  }

  /// What became of a content; null where the job was stopped before.
  @Nullable ContentVerdict verdict(String contentHash) {
    return ended.get(contentHash);
  }

  /// Why the job was stopped; null where it was not.
  @Nullable String stopReason() {
    return stopReason;
  }

  /// Asks about as much of what is open as the budgets grant now, or waits for its turn.
  private void round() {
    List<RequestPlan> plans = RequestPlan.of(open.values());
    List<InFlightRequest> underWay = new ArrayList<>();
    Duration untilTurn = null;
    for (ModelRole stage : ModelRole.values()) {
      List<RequestPlan> ofStage = plans.stream().filter(plan -> plan.role() == stage).toList();
      if (!ofStage.isEmpty()) {
        RequestSender.Started reserved = sending.begin(stage, ofStage);
        underWay.addAll(reserved.requests());
        untilTurn = shorter(untilTurn, reserved.untilNextAsk());
      }
    }
    if (underWay.isEmpty()) {
      journal.sleep(Objects.requireNonNull(untilTurn));
      return;
    }
    // Only now, when nothing else is to be waited for: a grant does not keep.
    journal.awaitStarted();
    Duration pause = Duration.ZERO;
    for (InFlightRequest request : underWay) {
      Duration needed = take(request);
      pause = needed.compareTo(pause) > 0 ? needed : pause;
    }
    tellHolds();
    if (!open.isEmpty() && stopReason == null && pause.isPositive()) {
      journal.sleep(pause);
    }
  }

  private static @Nullable Duration shorter(@Nullable Duration one, @Nullable Duration two) {
    if (one == null || two == null) {
      return one == null ? two : one;
    }
    return one.compareTo(two) <= 0 ? one : two;
  }

  /// Waits for what comes of a request, and takes it in.
  ///
  /// @return the pause that it asks for
  private Duration take(InFlightRequest request) {
    RequestPlan plan = request.plan();
    return switch (request.step().result()) {
      case StepResult.TooLate _ -> Duration.ZERO;
      case StepResult.Held held -> {
        holds.merge(plan.role(), request.sendTimeMillis() + held.millis(), Math::max);
        yield Duration.ZERO;
      }
      case StepResult.NoRoomYet _ -> ROOM_PAUSE;
      case StepResult.JobStopped stopped -> {
        stopReason = stopped.reason();
        yield Duration.ZERO;
      }
      case StepResult.Completed came -> {
        accounts.record(plan.role(), came, request.sendTimeMillis());
        String model = setUp.name(plan.role());
        NextStep decision = NextStep.of(plan, model, came.outcome(), check);
        if (decision.stopReason() != null) {
          stopReason = decision.stopReason();
        }
        if (decision.hold().isPositive()) {
          holds.merge(plan.role(), came.endedAtMillis() + decision.hold().toMillis(), Math::max);
        }
        for (int i = 0; i < decision.verdicts().size(); i++) {
          note(plan.contents().get(i).contentHash(), decision.verdicts().get(i));
        }
        yield decision.pause();
      }
    };
  }

  /// Tells each budget once, however many requests of a round have met the same refusal.
  private void tellHolds() {
    holds.forEach((stage, until) -> journal.hold(setUp.budgetKey(stage), until));
    holds.clear();
  }

  private void note(String contentHash, ContentVerdict verdict) {
    switch (verdict) {
      case ContentVerdict.AskAgain ask -> open.put(contentHash, ask.content());
      case ContentVerdict.Done _, ContentVerdict.GiveUp _ -> {
        open.remove(contentHash);
        ended.put(contentHash, verdict);
      }
    }
  }
}
