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

/// Asks the models about the pending contents of a batch, round by round, until every content has
/// its verdict. The requests of a round run concurrently.
///
/// Its decisions depend on results of the journal alone, so a replay decides the same.
final class LlmConversation {

  /// Before the cost cap of the job is checked again: some requests in flight have ended by then.
  private static final Duration COST_CAP_PAUSE = Duration.ofSeconds(2);

  private final Journal journal;
  private final ModelNames names;
  private final RequestSender sender;
  private final AnswerCheck check;
  private final BatchBudgets budgets;
  private final Map<String, PendingContent> pending = new LinkedHashMap<>();
  private final Map<String, ContentVerdict> verdicts = new HashMap<>();
  private final Map<ModelRole, Long> holds = new EnumMap<>(ModelRole.class);
  private @Nullable String stopReason;

  LlmConversation(
      Journal journal,
      BatchRequest batch,
      ModelNames names,
      RequestSender sender,
      BatchBudgets budgets,
      Repair repair) {
    this.journal = journal;
    this.names = names;
    this.sender = sender;
    this.budgets = budgets;
    this.check =
        new AnswerCheck(names.review() != null, batch.answerSettings().rowsPerRequest(), repair);
  }

  /// Asks until every content has its verdict or the job is stopped.
  void askAbout(List<PendingContent> contents) {
    contents.forEach(content -> pending.put(content.contentHash(), content));
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

  /// Sends the requests that the budgets grant now; where they grant none, waits until the batch is
  /// to ask again.
  private void round() {
    List<RequestPlan> plans = RequestPlan.of(pending.values());
    List<InFlightRequest> inFlight = new ArrayList<>();
    Duration untilTurn = null;
    for (ModelRole role : ModelRole.values()) {
      List<RequestPlan> ofRole = plans.stream().filter(plan -> plan.role() == role).toList();
      if (!ofRole.isEmpty()) {
        RequestSender.Started started = sender.begin(role, ofRole);
        inFlight.addAll(started.requests());
        untilTurn = shorter(untilTurn, started.untilNextAsk());
      }
    }
    if (inFlight.isEmpty()) {
      journal.sleep(Objects.requireNonNull(untilTurn));
      return;
    }
    // Steps start only when awaited. Wait for nothing between the grant and this line: grants
    // expire.
    journal.awaitStarted();
    Duration pause = Duration.ZERO;
    for (InFlightRequest request : inFlight) {
      Duration needed = take(request);
      pause = needed.compareTo(pause) > 0 ? needed : pause;
    }
    reportHolds();
    if (!pending.isEmpty() && stopReason == null && pause.isPositive()) {
      journal.sleep(pause);
    }
  }

  private static @Nullable Duration shorter(@Nullable Duration one, @Nullable Duration two) {
    if (one == null || two == null) {
      return one == null ? two : one;
    }
    return one.compareTo(two) <= 0 ? one : two;
  }

  /// Takes in the result of a request.
  ///
  /// @return how long to pause before the next round
  private Duration take(InFlightRequest request) {
    RequestPlan plan = request.plan();
    return switch (request.step().result()) {
      case StepResult.TooLate _ -> Duration.ZERO;
      case StepResult.Held held -> {
        holds.merge(plan.role(), request.sendTimeMillis() + held.millis(), Math::max);
        yield Duration.ZERO;
      }
      case StepResult.NoRoomYet _ -> COST_CAP_PAUSE;
      case StepResult.JobStopped stopped -> {
        stopReason = stopped.reason();
        yield Duration.ZERO;
      }
      case StepResult.Completed completed -> {
        budgets.record(plan.role(), completed, request.sendTimeMillis());
        String model = names.name(plan.role());
        NextStep decision = NextStep.of(plan, model, completed.outcome(), check);
        if (decision.stopReason() != null) {
          stopReason = decision.stopReason();
        }
        if (decision.hold().isPositive()) {
          holds.merge(
              plan.role(), completed.endedAtMillis() + decision.hold().toMillis(), Math::max);
        }
        for (int i = 0; i < decision.verdicts().size(); i++) {
          note(plan.contents().get(i).contentHash(), decision.verdicts().get(i));
        }
        yield decision.pause();
      }
    };
  }

  /// Reports each hold to its budget once, even if several requests of the round were refused.
  private void reportHolds() {
    holds.forEach((role, until) -> journal.hold(names.budgetKey(role), until));
    holds.clear();
  }

  private void note(String contentHash, ContentVerdict verdict) {
    switch (verdict) {
      case ContentVerdict.AskAgain ask -> pending.put(contentHash, ask.content());
      case ContentVerdict.Done _, ContentVerdict.GiveUp _ -> {
        pending.remove(contentHash);
        verdicts.put(contentHash, verdict);
      }
    }
  }
}
