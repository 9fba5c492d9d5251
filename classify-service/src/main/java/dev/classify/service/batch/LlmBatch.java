package dev.classify.service.batch;

import dev.classify.api.BatchRequest;
import dev.classify.api.BatchResult;
import dev.classify.api.OfferedModel;
import dev.classify.budget.Limits;
import dev.classify.indicator.Indicator;
import dev.classify.model.PriceTable;
import dev.classify.model.ServiceTier;
import dev.classify.outcome.AnswerVersion;
import dev.classify.outcome.DecidedAnswer;
import dev.classify.outcome.Outcome;
import dev.classify.outcome.SeriesAttributes;
import dev.classify.rules.Repair;
import dev.classify.service.claims.WorkerClaims;
import dev.classify.service.metrics.BatchMetrics;
import dev.classify.service.providerbatch.WorkerFiles;
import dev.classify.service.send.StepTime;
import dev.classify.service.send.WorkerRequests;
import dev.classify.store.claims.Claimant;
import dev.classify.store.jobs.JobTiers;
import dev.classify.store.jobs.Jobs;
import dev.classify.store.jobs.StoredTiers;
import dev.classify.store.outcomes.IndicatorOutcome;
import dev.classify.store.outcomes.OutcomeStore;
import dev.classify.store.outcomes.StoredAnswer;
import dev.classify.store.outcomes.StoredAnswers;
import dev.classify.store.review.ConfidenceCalibrations;
import dev.classify.store.review.ExampleChoice;
import dev.classify.triage.BatchTriage;
import dev.classify.triage.Triage;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Carries out a batch with rows that a language model answers.
///
/// The steps are one look-up of what is known, and one that asks and stores. The second one may be
/// tried again at any time: outcomes of requests are kept in the ledger until the batch is stored.
public final class LlmBatch {

  private final LlmModels models;
  private final OutcomeStore outcomes;
  private final StoredAnswers known;
  private final ExampleChoice examples;
  private final ConfidenceCalibrations calibrations;
  private final WorkerRequests requests;
  private final WorkerFiles files;
  private final WorkerClaims claims;
  private final BatchGuard guard;
  private final Jobs jobs;
  private final StoredTiers tiers;
  private final PriceTable prices;
  private final Repair repair;

  public LlmBatch(
      LlmModels models,
      BatchGuard guard,
      Jobs jobs,
      StoredTiers tiers,
      OutcomeStore outcomes,
      StoredAnswers known,
      ExampleChoice examples,
      ConfidenceCalibrations calibrations,
      WorkerRequests requests,
      WorkerFiles files,
      WorkerClaims claims,
      PriceTable prices,
      Repair repair) {
    this.models = models;
    this.guard = guard;
    this.jobs = jobs;
    this.tiers = tiers;
    this.outcomes = outcomes;
    this.known = known;
    this.examples = examples;
    this.calibrations = calibrations;
    this.requests = requests;
    this.files = files;
    this.claims = claims;
    this.prices = prices;
    this.repair = repair;
  }

  /// The models with their current prices.
  List<OfferedModel> offered() {
    LocalDate day = LocalDate.now(ZoneOffset.UTC);
    return Stream.of(models.first(), models.review())
        .filter(Objects::nonNull)
        .map(
            model ->
                new OfferedModel(
                    model.name(),
                    model.isReasoningModel(),
                    prices.of(model.name(), model.tierByDefault().priced(), day).orElse(null),
                    prices.byTier(model.name(), day),
                    model.shutdown().map(LocalDate::toString).orElse(null)))
        .toList();
  }

  /// The tiers that a job may choose.
  List<String> tiers() {
    return ServiceTier.OF_JOBS.stream()
        .filter(tier -> tier != ServiceTier.BATCH || files.areOffered())
        .map(ServiceTier::token)
        .toList();
  }

  /// Maximum number of examples in a question.
  int examplesMax() {
    return examples.examplesMax();
  }

  /// How many requests of this worker are in flight.
  public int requestsInFlight() {
    return requests.inFlight();
  }

  /// The configured limits of the account for each model.
  Limits limits() {
    return models.limits();
  }

  BatchResult carryOut(
      Journal journal,
      BatchRequest request,
      AnswerVersion answers,
      JobAdmission admission,
      BatchStore store,
      BatchMetrics metrics) {
    BatchStart start =
        journal.run(
            "look up",
            BatchStart.class,
            () -> {
              admission.require(request);
              return lookUp(request, answers);
            });
    return journal.run(
        "ask and store",
        BatchResult.class,
        () ->
            start.stored() == null
                ? metrics.storing(() -> askAndStore(journal.invocationId(), request, start, store))
                : store.answer(request, start.stored(), null));
  }

  private BatchResult askAndStore(
      String invocationId, BatchRequest request, BatchStart start, BatchStore store)
      throws Exception {
    // An earlier try may have stored the batch and lost its result.
    Optional<OutcomeStore.StoredBatch> stored = outcomes.find(request.batchKey());
    if (stored.isPresent()) {
      return store.answer(request, stored.get(), null);
    }
    List<BatchRow> rows = read(request);
    BatchTriage triage = unknown(request, rows).knowing(start.knownAnswers().keySet());
    StepTime time = requests.beginStep();
    JobTiers jobTiers = tiers.of(request.jobId());
    LlmConversation conversation =
        new LlmConversation(
            invocationId,
            request,
            start,
            models,
            jobTiers,
            files.ofBatch(
                request.batchKey(),
                requests.ofBatch(request.batchKey(), time),
                jobTiers.ofLines(),
                time),
            repair);
    AnswerCollector answers =
        new AnswerCollector(
            conversation,
            claims.ofBatch(claimant(request, start.answerVersion()), time),
            contentHashes -> stored(contentHashes, request, start.answerVersion()),
            start.knownAnswers());
    int rowsPerRequest = request.answerSettings().rowsPerRequest();
    answers.collect(
        triage.asks().stream().map(ask -> PendingContent.of(ask, rowsPerRequest)).toList());
    boolean rulesStandIn = jobs.rulesStandIn(request.jobId());
    List<IndicatorOutcome> rowOutcomes = new ArrayList<>();
    for (BatchRow row : rows) {
      switch (row) {
        case BatchRow.Refused refused -> rowOutcomes.add(refused.outcome());
        case BatchRow.Accepted read ->
            outcome(read, triage, answers, rulesStandIn)
                .map(read::named)
                .ifPresent(rowOutcomes::add);
      }
    }
    return store.store(
        invocationId, request, start.answerVersion(), rowOutcomes, conversation.stopReason());
  }

  /// Only the reading is guarded: a batch that waits for a model is not to blame for the death of a
  /// worker.
  private List<BatchRow> read(BatchRequest request) throws Exception {
    return guard.attempt(request, rows -> rows);
  }

  /// Rows that are already answered are recognised when the batch is stored.
  private static BatchTriage unknown(BatchRequest request, List<BatchRow> rows) {
    return BatchTriage.of(request.answerSettings().rulesAnswerFrom(), accepted(rows), Set.of());
  }

  private static List<BatchRow.Accepted> accepted(List<BatchRow> rows) {
    return rows.stream()
        .filter(BatchRow.Accepted.class::isInstance)
        .map(BatchRow.Accepted.class::cast)
        .toList();
  }

  private BatchStart lookUp(BatchRequest request, AnswerVersion answers) throws Exception {
    BatchTriage unknown = unknown(request, read(request));
    Map<String, StoredAnswer> answered = stored(unknown.askedHashes(), request, answers);
    List<Indicator> asked =
        unknown.knowing(answered.keySet()).asks().stream().map(Triage.Ask::indicator).toList();
    return new BatchStart(
        models.names(),
        answers,
        outcomes.find(request.batchKey()).orElse(null),
        answered,
        examples.of(asked),
        calibrations.latest());
  }

  private Map<String, StoredAnswer> stored(
      List<String> contentHashes, BatchRequest request, AnswerVersion answers) throws SQLException {
    return known.of(
        contentHashes,
        answers,
        request.jobId(),
        request.generation(),
        request.forced(),
        request.answerSettings().minConfidence());
  }

  private static Claimant claimant(BatchRequest request, AnswerVersion answers) {
    return Claimant.of(
        answers, request.jobId(), request.generation(), request.forced(), request.batchKey());
  }

  /// Empty if the job was stopped before the content was answered.
  private static Optional<Outcome> outcome(
      BatchRow.Accepted row, BatchTriage triage, AnswerCollector answers, boolean rulesStandIn) {
    return switch (triage.of(row.indicator().id())) {
      case Triage.Stands _ ->
          throw new IllegalStateException("no row should be skipped here: " + row.indicator().id());
      case Triage.ByRules(Outcome outcome) -> Optional.of(outcome);
      case Triage.Known(String contentHash) -> ofContent(row, contentHash, answers, rulesStandIn);
      case Triage.Ask ask -> ofContent(row, ask.contentHash(), answers, rulesStandIn);
    };
  }

  /// The outcome of a row whose content the rules did not answer.
  private static Optional<Outcome> ofContent(
      BatchRow.Accepted row, String contentHash, AnswerCollector answers, boolean rulesStandIn) {
    String id = row.indicator().id();
    StoredAnswer known = answers.knownAnswer(contentHash);
    DecidedAnswer byRules = decided(row.byRules());
    if (known != null) {
      return Optional.of(
          new Outcome.Classified(
              id,
              contentHash,
              ofRow(known.decided(), byRules),
              known.model(),
              ReviewReasons.ofKnownAnswer(known.decided(), byRules)));
    }
    return switch (answers.verdict(contentHash)) {
      case null -> Optional.empty();
      case ContentVerdict.Done done ->
          Optional.of(
              new Outcome.Classified(
                  id,
                  contentHash,
                  ofRow(done.decided(), byRules),
                  done.model(),
                  done.reviewReasons()));
      case ContentVerdict.GiveUp end -> Optional.of(row.unanswered(end.reason(), rulesStandIn));
      case ContentVerdict.ByRules standIn -> Optional.of(row.unanswered(standIn.reason(), true));
      case ContentVerdict.AskAgain _ -> Optional.empty();
    };
  }

  /// Rows with the same texts share an answer, but each has its own columns.
  private static DecidedAnswer ofRow(DecidedAnswer content, @Nullable DecidedAnswer byRules) {
    SeriesAttributes row = byRules == null ? SeriesAttributes.NONE : byRules.attributes();
    return content.with(content.attributes().withColumnsOf(row));
  }

  /// Null if the rules have no answer.
  private static @Nullable DecidedAnswer decided(Outcome byRules) {
    return switch (byRules) {
      case Outcome.Classified found -> found.decided();
      case Outcome.Rejected _ -> null;
    };
  }
}
