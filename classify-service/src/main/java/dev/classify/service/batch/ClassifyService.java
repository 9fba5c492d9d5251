package dev.classify.service.batch;

import dev.classify.api.BatchRequest;
import dev.classify.api.BatchResult;
import dev.classify.api.Build;
import dev.classify.api.ClassifyApi;
import dev.classify.api.OfferedModel;
import dev.classify.api.Trace;
import dev.classify.api.TraceRequest;
import dev.classify.api.WorkerDescription;
import dev.classify.budget.Limits;
import dev.classify.outcome.AnswerVersion;
import dev.classify.outcome.Provider;
import dev.classify.service.http.BrowserCheck;
import dev.classify.service.metrics.BatchMetrics;
import dev.classify.store.outcomes.IndicatorOutcome;
import dev.classify.store.outcomes.OutcomeStore;
import dev.restate.sdk.Context;
import dev.restate.sdk.common.TerminalException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The handlers of one worker.
public final class ClassifyService implements ClassifyApi {

  private static final int WRONG_REQUEST = 400;

  private final String worker;
  private final JobAdmission admission;
  private final BatchGuard guard;
  private final BatchStore store;
  private final OfferedProviders offer;
  private final BatchMetrics metrics;
  private final @Nullable LlmBatch llm;

  /// @param llm null where no model is configured
  public ClassifyService(
      String worker,
      JobAdmission admission,
      BatchGuard guard,
      OutcomeStore outcomes,
      OfferedProviders offer,
      BatchMetrics metrics,
      @Nullable LlmBatch llm) {
    this.worker = worker;
    this.admission = admission;
    this.guard = guard;
    this.store = new BatchStore(worker, outcomes);
    this.offer = offer;
    this.metrics = metrics;
    this.llm = llm;
  }

  @Override
  public BatchResult batch(Context context, BatchRequest request) {
    BrowserCheck.require(context);
    Provider provider = request.answerSettings().by();
    AnswerVersion answers =
        offer
            .by(provider)
            .orElseThrow(
                () -> new TerminalException(WRONG_REQUEST, OfferedProviders.notOffered(provider)));
    Journal journal = new RestateJournal(context, request);
    if (llm == null || provider == Provider.RULES) {
      // One durable step: classifying inside it saves a replay from doing so again.
      return journal.run(
          "classify and store",
          BatchResult.class,
          () -> {
            admission.require(request);
            return metrics.storing(
                () ->
                    guard.attemptToEnd(
                        request,
                        rows ->
                            store.store(
                                journal.invocationId(), request, answers, outcomes(rows), null)));
          });
    }
    return llm.carryOut(journal, request, answers, admission, store, metrics);
  }

  @Override
  public WorkerDescription describe(Context context) {
    BrowserCheck.require(context);
    if (llm == null) {
      return new WorkerDescription(
          Build.version(), offer.byDefault(), offer.all(), List.of(), Limits.NONE, 0, null);
    }
    // A step, because the prices depend on the day.
    OfferedModel[] models =
        context.run(
            "offer", OfferedModel[].class, () -> llm.offered().toArray(OfferedModel[]::new));
    return new WorkerDescription(
        Build.version(),
        offer.byDefault(),
        offer.all(),
        List.of(models),
        llm.limits(),
        llm.examplesMax(),
        llm.tiers());
  }

  /// Over HTTP/1.1 the invocation is suspended at each step, so any worker may run the next one.
  @Override
  public Trace trace(Context context, TraceRequest request) {
    BrowserCheck.require(context);
    List<String> workers = new ArrayList<>();
    for (int step = 1; step <= request.steps(); step++) {
      workers.add(context.run("step " + step, String.class, () -> worker));
    }
    return new Trace(workers);
  }

  private static List<IndicatorOutcome> outcomes(List<BatchRow> rows) {
    return rows.stream().map(BatchRow::outcome).toList();
  }
}
