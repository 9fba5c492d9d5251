package dev.classify.service.batch;

import dev.classify.api.BatchRequest;
import dev.classify.api.BatchResult;
import dev.classify.api.OfferedModel;
import dev.classify.budget.Limits;
import dev.classify.indicator.Indicator;
import dev.classify.outcome.AnswerVersion;
import dev.classify.outcome.Cascade;
import dev.classify.outcome.DecidedAnswer;
import dev.classify.outcome.Outcome;
import dev.classify.outcome.Provider;
import dev.classify.price.PriceTable;
import dev.classify.store.jobs.Jobs;
import dev.classify.store.ledger.Ledger;
import dev.classify.store.outcomes.IndicatorOutcome;
import dev.classify.store.outcomes.OutcomeStore;
import dev.classify.store.outcomes.StoredAnswer;
import dev.classify.store.outcomes.StoredAnswers;
import dev.classify.store.review.ExampleChoice;
import dev.restate.sdk.Context;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Carries out a batch of which a language model answers rows.
///
/// Three kinds of steps: one that looks up what is known, one for each request, one that stores.
public final class LlmBatch {

  private final LlmModels models;
  private final OutcomeStore outcomes;
  private final StoredAnswers known;
  private final ExampleChoice examples;
  private final RequestStep step;
  private final PriceTable prices;
  private final InstantSource clock = InstantSource.system();
  private final BudgetCarryOver memory = new BudgetCarryOver();

  /// Nothing is asked yet.
  public LlmBatch(
      String worker,
      LlmModels models,
      OutcomeStore outcomes,
      StoredAnswers known,
      ExampleChoice examples,
      Ledger ledger,
      Jobs jobs,
      PriceTable prices) {
    this.models = models;
    this.outcomes = outcomes;
    this.known = known;
    this.examples = examples;
    this.prices = prices;
    this.step =
        new RequestStep(worker, models.names(), ledger, jobs, prices, models.concurrency(), clock);
  }

  /// The models with what they cost today.
  List<OfferedModel> offered() {
    LocalDate day = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    return Stream.of(models.first(), models.review())
        .filter(Objects::nonNull)
        .map(
            model ->
                new OfferedModel(
                    model.name(),
                    model.isReasoningModel(),
                    prices.of(model.name(), model.serviceTier(), day).orElse(null)))
        .toList();
  }

  /// How many examples a model is shown with a question, at most.
  int examplesMax() {
    return examples.examplesMax();
  }

  /// What the account may use of each model, as it is set.
  Limits limits() {
    return models.limits();
  }

  BatchResult carryOut(
      Context context,
      BatchRequest request,
      List<BatchRow> rows,
      AnswerVersion answers,
      BatchStore store) {
    Map<String, PendingContent> open = open(request, rows);
    BatchStart lookUp =
        context.run(
            "look up",
            BatchStart.class,
            BatchStore.UNTIL_DONE,
            () -> lookUp(request, open, answers));
    if (lookUp.stored() != null) {
      return store.answer(request, lookUp.stored(), null);
    }
    BatchBudgets accounts = new BatchBudgets(lookUp);
    RequestSender sending = new RequestSender(context, request, models, step, accounts, lookUp);
    LlmConversation conversation =
        new LlmConversation(context, request, lookUp.modelNames(), sending, accounts);
    conversation.askAbout(
        open.values().stream()
            .filter(content -> !lookUp.knownAnswers().containsKey(content.contentHash()))
            .toList());
    List<IndicatorOutcome> ended = new ArrayList<>();
    for (BatchRow row : rows) {
      switch (row) {
        case BatchRow.Refused refused -> ended.add(refused.outcome());
        case BatchRow.Accepted read when !open.containsKey(read.byRules().contentHash()) ->
            ended.add(read.outcome());
        case BatchRow.Accepted read ->
            outcome(read, lookUp, conversation).map(read::named).ifPresent(ended::add);
      }
    }
    return context.run(
        "store",
        BatchResult.class,
        BatchStore.UNTIL_DONE,
        () -> {
          BatchResult answer =
              store.store(request, lookUp.answerVersion(), ended, conversation.stopReason());
          accounts.carryOver(memory);
          return answer;
        });
  }

  /// What a model has to answer, each content once.
  private static Map<String, PendingContent> open(BatchRequest request, List<BatchRow> rows) {
    int together = request.answerSettings().indicatorsMax();
    Map<String, PendingContent> open = new LinkedHashMap<>();
    for (BatchRow row : rows) {
      if (row instanceof BatchRow.Accepted read
          && !rulesDo(request.answerSettings().by(), read.byRules())) {
        String hash = read.byRules().contentHash();
        open.putIfAbsent(
            hash, PendingContent.of(hash, read.indicator(), decided(read.byRules()), together));
      }
    }
    return open;
  }

  private static boolean rulesDo(Provider provider, Outcome byRules) {
    double confidence =
        byRules instanceof Outcome.Classified found ? found.answer().confidence() : 0;
    return Cascade.rulesAnswer(provider, confidence);
  }

  private BatchStart lookUp(
      BatchRequest request, Map<String, PendingContent> open, AnswerVersion answers)
      throws SQLException {
    List<String> contentHashes = List.copyOf(open.keySet());
    Map<String, StoredAnswer> answered =
        known.of(contentHashes, answers, request.jobId(), request.generation(), request.forced());
    List<Indicator> asked =
        open.values().stream()
            .filter(content -> !answered.containsKey(content.contentHash()))
            .map(PendingContent::indicator)
            .toList();
    return new BatchStart(
        models.names(),
        models.limits(),
        models.reasoningRoles(),
        answers,
        outcomes.find(request.batchKey()).orElse(null),
        answered,
        examples.of(asked),
        memory.take(),
        memory.observed());
  }

  /// Empty where the job was stopped before the content was answered.
  private static Optional<Outcome> outcome(
      BatchRow.Accepted row, BatchStart lookUp, LlmConversation conversation) {
    String id = row.indicator().id();
    String hash = row.byRules().contentHash();
    StoredAnswer known = lookUp.knownAnswers().get(hash);
    if (known != null) {
      return Optional.of(
          new Outcome.Classified(
              id,
              hash,
              known.decided(),
              known.model(),
              ReviewReasons.ofKnownAnswer(known.decided(), decided(row.byRules()))));
    }
    return switch (conversation.verdict(hash)) {
      case null -> Optional.empty();
      case ContentVerdict.Done done ->
          Optional.of(
              new Outcome.Classified(id, hash, done.decided(), done.model(), done.reviewReasons()));
      case ContentVerdict.GiveUp end ->
          Optional.of(new Outcome.Rejected(id, hash, "model", end.reason()));
      case ContentVerdict.AskAgain _ -> Optional.empty();
    };
  }

  /// Null where the rules have no answer.
  private static @Nullable DecidedAnswer decided(Outcome byRules) {
    return switch (byRules) {
      case Outcome.Classified found -> found.decided();
      case Outcome.Rejected _ -> null;
    };
  }
}
