package dev.classify.service.batch;

import dev.classify.api.BatchAnswer;
import dev.classify.api.BatchRequest;
import dev.classify.api.Build;
import dev.classify.api.ClassifyApi;
import dev.classify.api.Description;
import dev.classify.api.Trace;
import dev.classify.api.TraceRequest;
import dev.classify.store.OutcomeStore;
import dev.classify.store.Provenance;
import dev.classify.store.Tally;
import dev.restate.sdk.Context;
import dev.restate.sdk.common.RetryPolicy;
import dev.restate.sdk.common.TerminalException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// The handlers of one worker.
public final class ClassifyService implements ClassifyApi {

  /// Data that the tables refuse: SQL states of the classes 22 and 23. Time does not mend it.
  private static final Pattern NEVER_STORABLE = Pattern.compile("2[23].*");

  /// For as long as it takes: a database that is away comes back.
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

  /// Over HTTP/1.1 the invocation is suspended at each step, so that any worker may do the next.
  @Override
  public Trace trace(Context context, TraceRequest request) {
    List<String> workers = new ArrayList<>();
    for (int step = 1; step <= request.steps(); step++) {
      workers.add(context.run("step " + step, String.class, () -> worker));
    }
    return new Trace(workers);
  }

  private BatchAnswer classifyAndStore(BatchRequest request) throws SQLException {
    Provenance by =
        new Provenance(
            request.jobId(),
            request.generation(),
            request.forced(),
            request.round(),
            request.ordinal(),
            request.batchKey(),
            request.runId(),
            worker,
            classifier.version());
    try {
      OutcomeStore.Stored stored = outcomes.store(by, classifier.classify(request));
      Tally tally = stored.tally();
      return new BatchAnswer(
          stored.runId(), worker, tally.classified(), tally.unchanged(), tally.rejected());
    } catch (SQLException fault) {
      if (NEVER_STORABLE.matcher(String.valueOf(fault.getSQLState())).matches()) {
        throw new TerminalException("not storable: " + fault.getMessage());
      }
      throw fault;
    }
  }
}
