package dev.classify.service.batch;

import dev.classify.api.BatchAnswer;
import dev.classify.api.BatchRequest;
import dev.classify.api.Build;
import dev.classify.api.ClassifyApi;
import dev.classify.api.Description;
import dev.classify.store.OutcomeStore;
import dev.classify.store.Provenance;
import dev.classify.store.Tally;
import dev.restate.sdk.Context;
import dev.restate.sdk.common.RetryPolicy;
import java.sql.SQLException;
import java.time.Duration;

/// The handlers of one worker.
public final class ClassifyService implements ClassifyApi {

  /// For as long as it takes: a database that is away comes back, and nothing else fails here.
  private static final RetryPolicy UNTIL_STORED =
      RetryPolicy.exponential(Duration.ofMillis(200), 2).setMaxDelay(Duration.ofSeconds(5));

  private final String worker;
  private final BatchClassifier classifier;
  private final OutcomeStore outcomes;

  public ClassifyService(String worker, BatchClassifier classifier, OutcomeStore outcomes) {
    this.worker = worker;
    this.classifier = classifier;
    this.outcomes = outcomes;
  }

  /// One durable step: to classify inside it spares the replay after it from classifying again.
  @Override
  public BatchAnswer batch(Context context, BatchRequest request) {
    return context.run(
        "classify and store", BatchAnswer.class, UNTIL_STORED, () -> classifyAndStore(request));
  }

  @Override
  public Description describe(Context context) {
    return new Description(Build.version(), classifier.version());
  }

  private BatchAnswer classifyAndStore(BatchRequest request) throws SQLException {
    Provenance by =
        new Provenance(
            request.jobId(),
            request.generation(),
            request.round(),
            request.ordinal(),
            request.batchKey(),
            worker,
            classifier.version());
    Tally tally = outcomes.store(by, classifier.classify(request));
    return new BatchAnswer(
        request.runId(), worker, tally.classified(), tally.unchanged(), tally.rejected());
  }
}
